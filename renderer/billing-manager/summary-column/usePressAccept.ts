import { watch } from 'vue';
import type { Draft } from '../draft/useDraft.ts';
import type { Preview } from '../draft/usePreview.ts';

export interface PressNeeds {
  readonly preview: Preview;
  readonly draft: Draft;
  /** The figures that are on screen, as one text. */
  readonly figures: () => string;
  /** Why Accept may not be pressed, were the preview current or not; null where it may. */
  readonly reasonWhen: (previewCurrent: boolean) => string | null;
  readonly accept: () => void;
}

/** Accept, pressed while the figures are being worked out again, waits for them, and goes on only if they are those that were seen. */
export function usePressAccept({ preview, draft, figures, reasonWhen, accept }: PressNeeds): () => void {
  let seenWhenPressed: string | null = null;
  watch([() => preview.current, () => draft.written], ([current, written], [, before]) => {
    if (seenWhenPressed === null) return;
    const typedMeanwhile = written !== before;
    const goOn = current && !typedMeanwhile && reasonWhen(true) === null && figures() === seenWhenPressed;
    if (current || typedMeanwhile) seenWhenPressed = null;
    if (goOn) accept();
  });
  return () => {
    if (reasonWhen(preview.current) === null) accept();
    else if (reasonWhen(true) === null) seenWhenPressed = figures();
  };
}
