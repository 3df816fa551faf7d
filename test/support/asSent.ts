import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/actions/operation';
import type { HiBob } from '../../nodes/HiBob/HiBob.node';
import type { Surroundings } from './n8n';
import { hintingAct } from './vendorNodes';

/*
 * What holds of Output: Raw at every vendor: the record as the vendor sent it, in the same words and in
 * the same order, however odd, and what could not be read is said all the same.
 */

/** Stands in fields that no normalised item may carry. */
export const PRIVATE = 'PRIVATE-AS-SENT';

/** One way to ask for records that are odd. */
export interface AsSent {
	readonly of: readonly [resource: string, operation: string];
	/** How it is asked, where there are several ways. */
	readonly how?: string;
	readonly parameters?: IDataObject;
	/** Has the vendor answer with odd records. */
	serve(): void;
	/** What has to come. */
	readonly raw: readonly object[];
	/** Names of fields that have to be said to be unreadable. */
	readonly says: readonly string[];
}

interface Node {
	readonly action: Pick<HiBob, 'execute'>;
	readonly operations: readonly Operation[];
	actionWith(parameters: IDataObject): Surroundings;
}

/** Defines the tests of a vendor; there has to be a case for each of its operations. */
export function rawIsAsSent(
	{ action, operations, actionWith }: Node,
	cases: readonly AsSent[],
): void {
	const { act, hints } = hintingAct(action);
	async function run({ of, parameters }: AsSent, output: string) {
		const [resource, operation] = of;
		const node = actionWith({ resource, operation, ...parameters, output });
		hints.length = 0;
		const items = await act(node);
		return { texts: items.map(({ json }) => JSON.stringify(json)), hints: hints.join('\n') };
	}

	it('is tested with every operation', () => {
		const names = operations.map(({ resource, operation }) => `${resource} ${operation}`);
		const tested = cases.map(({ of }) => of.join(' '));
		expect([...new Set(tested)].sort()).toEqual(names.sort());
	});

	describe.each(cases.map((one) => [[...one.of, one.how].filter(Boolean).join(' '), one] as const))(
		'%s',
		(_, one) => {
			it('brings what the vendor sent, and says what cannot be read of it', async () => {
				one.serve();
				const { texts, hints } = await run(one, 'raw');
				expect(texts).toEqual(one.raw.map((record) => JSON.stringify(record)));
				for (const name of one.says) expect(hints).toContain(name);
			});

			it('brings nothing private where it is not asked for', async () => {
				expect(JSON.stringify(one.raw)).toContain(PRIVATE);
				one.serve();
				const { texts } = await run(one, 'normalised');
				expect(texts).toHaveLength(one.raw.length);
				expect(texts.join()).not.toContain(PRIVATE);
			});
		},
	);
}
