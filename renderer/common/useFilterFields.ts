import { onScopeDispose, reactive, watch } from 'vue';
import type { Ref } from 'vue';

const TYPING_MS = 200;

/**
 * The fields of a filter bar, as they are typed, for a filter that follows a moment later, so that each letter does not ask
 * the data file. A filter emptied from outside, by the button of an empty list, empties the fields; spaces being typed stay.
 * A text that it has to begin with, or is given alone, stands in its field.
 */
export function useFilterFields<Fields extends { text: string }, Filter extends { readonly text?: string | undefined }>(filter: Ref<Filter>, empty: Readonly<Fields>, filterOf: (fields: Fields) => Filter): Fields {
  const fields = reactive({ ...empty, text: filter.value.text ?? '' }) as Fields; // A flat object of texts and numbers: nothing in it is unwrapped.
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(fields, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      filter.value = filterOf({ ...fields, text: fields.text.trim() });
    }, TYPING_MS);
  });
  onScopeDispose(() => clearTimeout(timer));
  watch(filter, (next) => {
    const count = Object.keys(next).length;
    // Looked for from elsewhere: by that text alone.
    if (count === 1 && next.text !== undefined && next.text !== fields.text.trim()) Object.assign(fields, { ...empty, text: next.text });
    if (count > 0) return;
    Object.assign(fields, fields.text.trim() === '' ? { ...empty, text: fields.text } : empty);
  });
  return fields;
}
