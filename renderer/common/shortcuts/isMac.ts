/** True on a Mac, whose keys have other names. */
export function isMac(): boolean {
  return navigator.userAgent.includes('Macintosh');
}
