/**
 * The positions of the keys in rising order of key; equal keys keep their order. Keys are whole numbers. n log n,
 * and fast for a million keys: key and position are packed into one number where both fit, since a typed array
 * sorts plain numbers several times faster than a comparator does.
 */
export function sortedIndexes(keys: Float64Array): Uint32Array {
  const count = keys.length;
  let least = Infinity;
  let most = -Infinity;
  for (const key of keys) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  if (count === 0) return new Uint32Array(0);
  return (most - least + 1) * count <= Number.MAX_SAFE_INTEGER ? packed(keys, least) : compared(keys);
}

function packed(keys: Float64Array, least: number): Uint32Array {
  const count = keys.length;
  const packedKeys = keys.map((key, index) => (key - least) * count + index).sort();
  const indexes = new Uint32Array(count);
  for (const [position, value] of packedKeys.entries()) indexes[position] = value % count;
  return indexes;
}

function compared(keys: Float64Array): Uint32Array {
  const indexes = Uint32Array.from(keys.keys());
  return indexes.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}
