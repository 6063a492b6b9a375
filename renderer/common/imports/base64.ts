/** Base64 of a piece of a file. In parts, for a call takes only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  const PART = 0x2000;
  let binary = '';
  for (let start = 0; start < bytes.length; start += PART) binary += String.fromCharCode(...bytes.subarray(start, start + PART));
  return btoa(binary);
}
