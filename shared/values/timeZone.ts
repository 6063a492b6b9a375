/** Names of ICU alone, which the platform takes beside those of IANA: PST, SystemV/AST4. Some of them mean several zones. */
const NOT_IANA = /^(?:(?:AC|AE|AG|AR|AS|BE|BS|CA|CN|CS|CT|EA|EC|IE|IS|JS|MI|NE|NS|PL|PN|PR|PS|SS|VS)T|SystemV\/.*)$/i;

/** True for the name of an IANA time zone. An offset such as "+05:00" is none: it knows no daylight saving time. */
export function isTimeZoneName(text: string): boolean {
  if (!/^[A-Za-z]/.test(text) || NOT_IANA.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
