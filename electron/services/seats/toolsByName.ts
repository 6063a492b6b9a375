import { TOOL_NAMES, TOOLS } from '../../../shared/values/tools.ts';
import type { Tool } from '../../../shared/values/tools.ts';

/** Each tool by its name on screen as written, and by its name and its key in small letters: what a session log may call it. */
export function toolsByName(): ReadonlyMap<string, Tool> {
  return new Map(TOOLS.flatMap((tool) => [[tool.toLowerCase(), tool], [TOOL_NAMES[tool].toLowerCase(), tool], [TOOL_NAMES[tool], tool]]));
}
