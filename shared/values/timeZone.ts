/** True for the name of an IANA time zone. An offset such as "+05:00" is none: it knows no daylight saving time. */
export function isTimeZoneName(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
