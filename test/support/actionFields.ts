import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/actions/operation';
import fc, { someTries } from './fastCheck.mts';
import { failure } from './vendorNodes';

/*
 * What expressions and AI agents fill the fields of an action node with. The fields are taken from the
 * operations themselves, so that a new one is tried without a test of its own: a filter that was
 * added is applied or refused, and no field is taken for empty because of what it holds.
 */

export interface ActionNode {
	/** Runs the node; Berlin is its time zone. */
	run(parameters: IDataObject, items: IDataObject[]): Promise<INodeExecutionData[]>;
	/** Every request the vendor has answered. */
	requests(): ReadonlyArray<{ method: string; path: string; query: unknown }>;
	/** Values of this simulator that some of its records have, by the name of the filter. */
	readonly values: Readonly<Record<string, readonly [string, string]>>;
	/** The name of a table, as events carry it. */
	readonly table?: string;
}

/** Each test asks many times, on a machine that may be busy. */
jest.setTimeout(60_000);

/** What an expression gives that finds nothing. */
const NOTHING = [
	'={{ $json.nothing }}',
	'={{ null }}',
	'={{ [] }}',
	'={{ NaN }}',
	'={{ "" }}',
	'={{ "undefined" }}',
	'={{ "[object Object]" }}',
];

/** What no field takes. */
const NONSENSE = ['={{ ({ a: 1 }) }}', '={{ [[]] }}', '={{ [null] }}', '={{ [{ id: 1 }] }}'];

const NO_DATES = [
	'31.01.2026',
	'01/31/2026',
	'tomorrow',
	'2026-02-30',
	'={{ 20260131 }}',
	'={{ true }}',
];

const KIND: Readonly<Record<string, readonly string[]>> = {
	boolean: ['yes', '={{ 1 }}', '={{ new Date() }}'],
	dateTime: NO_DATES,
	options: ['no such word', '={{ 7 }}', '={{ $now }}'],
	multiOptions: ['={{ true }}', '={{ new Date() }}', '{"id":1}'],
	number: ['abc', '={{ 0 }}', '={{ -1 }}', '={{ 2.5 }}', '={{ true }}'],
	resourceLocator: ['={{ true }}', 'Ada Lovelace', '501, 502'],
	string: ['={{ true }}', '={{ $now }}'],
};

const isStatic = (field: INodeProperties): boolean =>
	field.typeOptions?.loadOptionsMethod === undefined;
const filtersOf = (operation: Operation): INodeProperties[] =>
	operation.fields
		.filter(({ name }) => name === 'filters')
		.flatMap(({ options = [] }) => options as INodeProperties[]);

/** What a field refuses. */
function refusedBy(field: INodeProperties): string[] {
	const unknown =
		field.type === 'multiOptions' && isStatic(field) ? ['no such word', '={{ [7] }}'] : [];
	return [...NOTHING, ...NONSENSE, ...(KIND[field.type] ?? []), ...unknown];
}

/**
 * The same values in the ways they may be written, the plainest first.
 * @param known values of the simulator
 */
function spellings(field: INodeProperties, known: readonly string[] | undefined): unknown[][] {
	switch (field.type) {
		case 'boolean':
			return [true, false].map((value) => [
				value,
				String(value),
				`={{ ${value} }}`,
				`={{ "${String(value).toUpperCase()}" }}`,
			]);
		case 'dateTime':
			return [
				[
					'2026-03-02',
					'2026-03-02T00:00:00',
					'2026-03-02T00:00:00+01:00',
					'={{ DateTime.fromISO("2026-03-02", { zone: "Europe/Berlin" }) }}',
					'={{ new Date("2026-03-01T23:00:00Z") }}',
					'={{ Date.parse("2026-03-01T23:00:00Z") }}',
				],
			];
		case 'options':
			return optionsOf(field).map(({ name, value }) => [value, name, value.toLowerCase()]);
		case 'multiOptions': {
			const [first = '', second = ''] = known ?? optionsOf(field).map(({ value }) => value);
			return [
				waysToList([first]),
				[...waysToList([first, second]), `={{ "${first}, ${second}," }}`],
				...(known === undefined
					? optionsOf(field).map(({ name, value }) => [[value], name, value.toUpperCase()])
					: []),
			];
		}
		default:
			if (known === undefined) throw new Error(`No value is known for '${field.displayName}'`);
			return known.map((value) => [value, ` ${value} `, `={{ "${value}" }}`]);
	}
}

function waysToList(values: readonly string[]): unknown[] {
	const json = JSON.stringify(values);
	const numbers = values.every((value) => /^\d{1,15}$/.test(value)) ? values.join(',') : null;
	return [
		values,
		json,
		`={{ ${json} }}`,
		values.join(','),
		...(numbers === null ? [] : [`={{ [${numbers}] }}`, `[${numbers}]`]),
	];
}

function optionsOf({ options = [] }: INodeProperties): Array<{ name: string; value: string }> {
	return options.flatMap((option) =>
		'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
	);
}

interface Outcome {
	/** By their ids. */
	readonly records: string[];
	readonly asked: string[];
}

/** Describes every field of every operation of a node. */
export function describeActionFields(
	operations: readonly Operation[],
	node: () => ActionNode,
): void {
	const item = (): IDataObject => ({
		refs: { employeeId: '1', leaveId: '1', entryId: '1', tableName: node().table ?? '' },
		table: { effectiveDate: '2026-03-02' },
		leave: { startDate: '2026-03-02' },
	});

	async function outcomeOf(parameters: IDataObject, items: IDataObject[] = [{}]): Promise<Outcome> {
		const before = node().requests().length;
		const output = await node().run({ ...parameters, output: 'raw' }, items);
		const asked = node()
			.requests()
			.slice(before)
			.map(({ method, path, query }) => JSON.stringify([method, path, query]));
		return {
			records: output.map(({ json }) => String(json['id'] ?? json['requestId'])).sort(),
			asked: asked.sort(),
		};
	}

	async function refusalOf(
		parameters: IDataObject,
		items: IDataObject[],
	): Promise<NodeOperationError> {
		const before = node().requests().length;
		const error = await failure(node().run(parameters, items));
		const asked = node()
			.requests()
			.slice(before)
			.map(({ path }) => path);
		expect({ message: error.message, asked }).toEqual({ message: error.message, asked: [] });
		if (error instanceof NodeOperationError) return error;
		throw error;
	}

	function expectToName(
		error: NodeOperationError,
		{ displayName, ...field }: INodeProperties,
	): void {
		expect(error.message).toContain(`'${displayName}'`);
		expect(error.description).toContain(`'${displayName}' takes `);
		expect(error.context).toMatchObject({ itemIndex: 0 });
		const choices = optionsOf({ displayName, ...field });
		for (const { name } of choices) expect(error.description).toContain(name);
	}

	describe.each(
		operations.map(
			(operation) => [`${operation.resource} ${operation.operation}`, operation] as const,
		),
	)('%s', (_, operation) => {
		const { resource, operation: name } = operation;
		const base = (): IDataObject => ({
			resource,
			operation: name,
			...(operation.fields.some((field) => field.name === 'table')
				? { table: node().table ?? '' }
				: {}),
		});

		const fields = operation.fields.filter((field) => field.name !== 'filters');
		it.each(fields.map((field) => [field.displayName, field] as const))(
			"the field '%s' is never empty by accident",
			async (__, field) => {
				const shown = Object.entries(field.displayOptions?.show ?? {}).flatMap(([other, values]) =>
					other === 'resource' || other === 'operation' ? [] : [[other, values?.[0]] as const],
				);
				for (const value of refusedBy(field)) {
					const given =
						field.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
					// Empty on purpose is something else: nothing extra, or the default that it names.
					if (field.required !== true && value === '={{ [] }}' && field.default !== 50) continue;
					if (field.required !== true && value === '={{ "" }}' && field.default !== 50) continue;
					const parameters = { ...base(), ...Object.fromEntries(shown), [field.name]: given };
					expectToName(await refusalOf(parameters as IDataObject, [item()]), field);
				}
			},
		);

		const filters = filtersOf(operation);
		if (filters.length === 0) return;
		const everyone = (given: IDataObject = {}): IDataObject => ({
			...base(),
			people: 'everyone',
			returnAll: true,
			...(operation.fields.some((field) => field.name === 'from')
				? { from: '2026-01-01', to: '2027-12-31' }
				: {}),
			filters: given,
		});
		const widening = filters.filter((filter) => filter.name.startsWith('include'));
		const widest = (): IDataObject =>
			everyone(Object.fromEntries(widening.map((filter) => [filter.name, true])));

		describe.each(filters.map((filter) => [filter.displayName, filter] as const))(
			"the filter '%s'",
			(__, filter) => {
				const by = (value: unknown): IDataObject =>
					everyone({ [filter.name]: value } as IDataObject);
				const isWidening = widening.includes(filter);

				it('is refused where it holds nothing, or something else', async () => {
					const untouched =
						filter.type === 'boolean' || filter.type === 'options' ? [] : [filter.default];
					for (const value of [...untouched, ...refusedBy(filter)]) {
						expectToName(await refusalOf(by(value), [{}]), filter);
					}
				});

				it('is applied, however it is written', async () => {
					// What is kept in memory is read before.
					await outcomeOf(widest());
					const all = await outcomeOf(widest());
					const without = await outcomeOf(everyone());
					const outcomes: Outcome[] = [];
					for (const ways of spellings(filter, node().values[filter.name])) {
						const [first, ...others] = ways;
						// An empty list may make the vendor be asked for more, which is then kept in memory.
						await outcomeOf(by(first));
						const outcome = await outcomeOf(by(first));
						for (const way of others) {
							expect({ way, ...(await outcomeOf(by(way))) }).toEqual({ way, ...outcome });
						}
						outcomes.push(outcome);
						for (const record of outcome.records) expect(all.records).toContain(record);
					}
					if (filter.type === 'boolean') expect(outcomes[0]).not.toEqual(outcomes[1]);
					else for (const outcome of outcomes) expect(outcome).not.toEqual(without);
				});

				it('is applied or refused, whatever it holds', async () => {
					await outcomeOf(widest());
					const all = await outcomeOf(widest());
					const without = await outcomeOf(everyone());
					const anything = fc.oneof(
						fc.jsonValue({ maxDepth: 1 }),
						fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant(null))),
						fc.date().map((date) => (Number.isNaN(+date) ? '' : date.toISOString())),
					);
					await fc.assert(
						fc.asyncProperty(anything, async (value) => {
							const parameters = by('={{ $json.value }}');
							const attempt = outcomeOf(parameters, [{ value } as IDataObject]);
							const outcome = await attempt.catch((error: unknown) => error);
							if (outcome instanceof NodeOperationError) {
								expect(outcome.message).toContain(`'${filter.displayName}'`);
								return;
							}
							const { records, asked } = outcome as Outcome;
							for (const record of records) expect(all.records).toContain(record);
							// Words may be those of everybody, and a date long past leaves nobody out.
							if (!isWidening && ['options', 'multiOptions'].includes(filter.type)) {
								expect({ records, asked }).not.toEqual(without);
							}
						}),
						{ numRuns: someTries(20) },
					);
				});
			},
		);
	});
}
