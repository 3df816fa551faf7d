import pick from 'lodash/pick';
import toPath from 'lodash/toPath';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { oneOf } from './choices';
import { field, valueOf } from './field';
import { names } from './lists';
import type { FoundRecord } from './operation';
import { asData } from './operation';

const OUTPUTS = [
	{
		name: 'Normalised',
		value: 'normalised',
		description: 'The same fields for every vendor; leaves out pay, bank and other private data',
	},
	{
		name: 'Raw',
		value: 'raw',
		description:
			"The vendor's own record, exactly as it was sent, with everything the credential may read",
	},
	{
		name: 'Selected Fields',
		value: 'selected',
		description: 'Some of the normalised fields',
	},
] as const;

const output = field(
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [...OUTPUTS],
		default: 'normalised',
	},
	oneOf(OUTPUTS),
);

const outputFields = field(
	{
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. displayName, workEmail',
		description:
			'Names of normalised fields, separated by commas; a dot leads into a field, as in manager.displayName',
		displayOptions: { show: { output: ['selected'] } },
	},
	names,
);

/** The parameters that decide the form of the records, in the order in which the node shows them. */
export const outputProperties: readonly INodeProperties[] = [
	output.property,
	outputFields.property,
];

/**
 * Finds out in which form the records of an operation leave the node.
 * @param schema what a normalised record looks like
 * @returns makes item data from a record
 * @throws NodeOperationError if a field is chosen that a normalised record does not have: after a
 *   typing error the items would silently lack the field
 */
export function outputOf(
	context: IExecuteFunctions,
	itemIndex: number,
	schema: z.ZodType,
): (record: FoundRecord) => IDataObject {
	switch (valueOf(context, output, itemIndex)) {
		case 'raw':
			return ({ raw }) => asData(raw);
		case 'normalised':
			return ({ normalised }) => normalised;
		case 'selected': {
			const chosen = valueOf(context, outputFields, itemIndex);
			checkNames(context, chosen, itemIndex, schema);
			return ({ normalised }) => pick(normalised, chosen);
		}
	}
}

function checkNames(
	context: IExecuteFunctions,
	chosen: readonly string[],
	itemIndex: number,
	schema: z.ZodType,
): void {
	const shape = shapeSchema.parse(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }));
	const unknown = chosen.filter((name) => !hasField(shape, toPath(name)));
	if (unknown.length === 0) return;
	throw new NodeOperationError(
		context.getNode(),
		`'Fields' contains a name that does not exist: ${unknown.join(', ')}`,
		{
			itemIndex,
			description: `The normalised fields of this operation are: ${Object.keys(shape.properties ?? {}).join(', ')}.`,
		},
	);
}

/** The part of a JSON schema that says which fields there are. */
interface Shape {
	readonly properties?: Record<string, Shape> | undefined;
	readonly additionalProperties?: unknown;
	readonly items?: Shape | undefined;
	readonly anyOf?: Shape[] | undefined;
	readonly type?: unknown;
}
const shapeSchema: z.ZodType<Shape> = z.looseObject({
	properties: z
		.record(
			z.string(),
			z.lazy(() => shapeSchema),
		)
		.optional(),
	additionalProperties: z.unknown(),
	items: z.lazy(() => shapeSchema).optional(),
	anyOf: z.array(z.lazy(() => shapeSchema)).optional(),
	type: z.unknown(),
});

/**
 * Whether there may be a field at a path. Where the schema allows any value, nobody knows which fields
 * the value has, so there may be one.
 */
function hasField(shape: Shape, path: readonly string[]): boolean {
	const [name, ...rest] = path;
	if (name === undefined) return true;
	if (shape.anyOf !== undefined) return shape.anyOf.some((one) => hasField(one, path));
	if (shape.items !== undefined) return /^\d+$/.test(name) && hasField(shape.items, rest);
	const own = Object.hasOwn(shape.properties ?? {}, name) ? shape.properties?.[name] : undefined;
	if (own !== undefined) return hasField(own, rest);
	if (shape.type === undefined) return true;
	return shape.type === 'object' && shape.additionalProperties !== false;
}
