import { z } from 'zod';

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '7b3e0f64-6c1e-4f0e-9a53-0f2f6f3f7a10',
  email: 'someone@example.com',
  date: '2026-03-15',
  'date-time': '2026-03-15T12:00:00.000Z',
};
const TEXTS = ['Some text here', '1.00', '10', '12:30', '2026-03-15', '2026-03', '4242', '2026-03-15T12:00'];

function text({ format, pattern, minLength = 0 }: JsonSchema): string {
  const known = format === undefined ? undefined : BY_FORMAT[format];
  if (known !== undefined) return known;
  const expression = pattern === undefined ? null : new RegExp(pattern, 'u');
  return TEXTS.find((each) => each.length >= minLength && (expression === null || expression.test(each))) ?? 'x'.repeat(minLength);
}

function sample(schema: JsonSchema): unknown {
  const first = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (first !== undefined) return sample(first);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((key) => [key, sample(schema.properties?.[key] ?? {})]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}));
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return text(schema);
  }
}

/** An input made from the schema alone that looks valid, and mostly is: the least that it asks for. */
export function sampleInput(schema: z.ZodType): unknown {
  // A JSON Schema is what its name says; the library types it as wider than is read here.
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
}
