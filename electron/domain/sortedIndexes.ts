/**
 * The positions of the keys in rising order of key; equal keys keep their order. Keys are whole numbers. n log n,
 * and fast for a million keys: key and position are packed into one number where both fit, since a typed array
 * sorts plain numbers several times faster than a comparator does.
 */
export function sortedIndexes(keys: Float64Array): Uint32Array {
  let least = Infinity;
  let most = -Infinity;
  for (const key of keys) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  return keys.length > 0 && (most - least + 1) * keys.length <= Number.MAX_SAFE_INTEGER ? packed(keys, least) : compared(keys);
}

function packed(keys: Float64Array, least: number): Uint32Array {
  const count = keys.length;
  const values = new Float64Array(count);
  for (let index = 0; index < count; index += 1) values[index] = ((keys[index] ?? 0) - least) * count + index;
  values.sort();
  const indexes = new Uint32Array(count);
  for (let position = 0; position < count; position += 1) indexes[position] = (values[position] ?? 0) % count;
  return indexes;
}

function compared(keys: Float64Array): Uint32Array {
  const indexes = Uint32Array.from(keys.keys());
  return indexes.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}
