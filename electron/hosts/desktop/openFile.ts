import type { Application } from '../../app/application.ts';

/** Calls back when another data file, or none, has become the open one: windows on an account of the old one must close. */
export function followOpenFile(application: Pick<Application, 'invoke' | 'onEvent'>, changed: () => void): void {
  let openPath: unknown = null;
  application.onEvent((event) => {
    if (event.type !== 'changed' || !event.change.topics.includes('app')) return;
    void application.invoke('app.state', {}).then((state) => {
      if (!state.ok) return;
      const path = pathIn(state.value);
      if (openPath !== null && path !== openPath) changed();
      openPath = path;
    });
  });
}

function pathIn(state: unknown): unknown {
  if (typeof state !== 'object' || state === null || !('file' in state)) return null;
  const { file } = state;
  return typeof file === 'object' && file !== null && 'path' in file ? file.path : null;
}
