import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import { TOOLS } from '../../shared/values/tools.ts';
import type { Tool } from '../../shared/values/tools.ts';
import { usableLicenses } from './licenseRules.ts';
import { TOOL_SEATS } from './seatTools.ts';

/**
 * The tools a holder of these licenses may start while seats are free (SPEC sections 3 and 5), in the tools' order.
 * Recording is the system's own and nobody's.
 */
export function usableTools(held: ReadonlySet<LicenseType>): readonly Tool[] {
  const usable = usableLicenses(held);
  return TOOLS.filter((tool) => TOOL_SEATS[tool].needs?.every((type) => usable.includes(type)) === true);
}
