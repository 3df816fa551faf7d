import type { IDataObject } from 'n8n-workflow';

import type { Surroundings } from './n8n';
import type { Given, VendorNodes } from './vendorNodes';
import { failure } from './vendorNodes';

/*
 * Whose webhooks are whose: written once for all vendors with an API for them.
 */

interface Case {
	readonly hooks: VendorNodes['hooks'];
	/** The vendor's trigger, with a credential of one company. */
	triggerIn(given: Given): Surroundings;
	/** Everything the vendor holds. */
	held(): readonly unknown[];
	/** Makes the vendor answer every removal with 503 from now on. */
	failRemovals(): void;
	/** Makes the vendor answer every creation with 503 from now on. */
	failCreations(): void;
	/** Ends that. */
	recover(): void;
	/** A credential of another company at the same vendor. */
	otherCompany(): Promise<IDataObject>;
	/** True where an event has one listener: a second one for the same event cannot be. */
	readonly isExclusive?: boolean;
}

const ONE = { workflowId: 'workflow-of-the-original', nodeId: 'node-of-the-original' };
const COPIES = [
	['an imported copy of the workflow', { ...ONE, workflowId: 'workflow-of-the-copy' }],
	['a trigger pasted beside it', { ...ONE, nodeId: 'node-that-was-pasted' }],
] as const;

/** Described for a vendor: copies with the same webhook id, and what stays behind. */
export function describeOwnership({ hooks, triggerIn, held, ...vendor }: Case): void {
	const some = { hrEvents: ['employee.updated', 'leave.cancelled'] };
	const others = { hrEvents: ['employee.hired'] };
	const original = (options: IDataObject = {}, more: Given = {}): Surroundings =>
		triggerIn({ ...ONE, ...more, parameters: { ...some, options } });

	const namesTheCause = expect.objectContaining({
		message: expect.stringMatching(/an import, a copy or a paste.*add it again/),
		webhookIds: expect.arrayContaining([expect.any(String)]),
	});

	describe.each(COPIES)('%s, with the same webhook id,', (_, copied) => {
		const copy = (given: Given = {}): Surroundings =>
			triggerIn({ ...copied, parameters: others, ...given });

		it('that n8n did not let publish takes nothing away when it is unpublished', async () => {
			const first = original();
			await hooks(first).create();
			const before = held();
			expect(before.length).toBeGreaterThan(0);
			const options = { replaceEarlierAddress: true, takeOver: true };
			for (const parameters of [some, { ...some, options }]) {
				const second = copy({ parameters });
				expect(await hooks(second).delete()).toBe(true);
				await hooks(second, { mode: 'manual' }).delete();
				expect(second.warnings).toEqual([namesTheCause]);
			}
			expect(held()).toEqual(before);
			expect(await hooks(first).checkExists()).toBe(true);
		});

		it('does not take what the original has for its own', async () => {
			await hooks(original()).create();
			const same = copy({ parameters: some });
			expect(await hooks(same).checkExists()).toBe(false);
		});

		it('that is published all the same has webhooks of its own', async () => {
			const first = original();
			await hooks(first).create();
			const before = held();
			const second = copy();
			await hooks(second).create();
			expect(held().slice(0, before.length)).toEqual(before);
			expect(await hooks(first).checkExists()).toBe(true);
			expect(await hooks(second).checkExists()).toBe(true);
			expect(second.warnings).toEqual([namesTheCause, namesTheCause]);
			await hooks(second).delete();
			expect(held()).toEqual(before);
			expect(await hooks(first).checkExists()).toBe(true);
		});

		it('leaves what a test of the original has left over, and that one takes it', async () => {
			const first = original();
			await hooks(first, { mode: 'manual' }).create();
			const before = held();
			await hooks(copy(), { mode: 'manual' }).create();
			await hooks(copy()).create();
			expect(held()).toEqual(expect.arrayContaining([...before]));
			await hooks(copy()).delete();
			expect(held()).toEqual(before);
			await hooks(first).create();
			expect(held()).toHaveLength(before.length);
			await hooks(first).delete();
			expect(held()).toEqual([]);
		});
	});

	it('a test run takes nothing from the published workflow, whatever is switched on', async () => {
		const node = original({ replaceEarlierAddress: true });
		await hooks(original({}, { address: 'https://earlier.example/' })).create();
		const elsewhere = held();
		// With one listener per event there is no room for more.
		if (!vendor.isExclusive) await hooks(original()).create();
		const before = held();
		await hooks(node, { mode: 'manual' })
			.create()
			.catch(() => undefined);
		await hooks(node, { mode: 'manual' }).delete();
		expect(held()).toEqual(before);
		expect(held().slice(0, elsewhere.length)).toEqual(elsewhere);
	});

	describe('what is left behind', () => {
		it('as the vendor is away is said, and goes with the next publication', async () => {
			const node = original();
			await hooks(node).create();
			vendor.failRemovals();
			await failure(hooks(node).delete());
			expect(node.warnings).toEqual([
				expect.objectContaining({
					message: expect.stringMatching(
						/could not be removed.*publish the workflow and unpublish.*\(workflow workflow-of-the-original; node node-of-the-original; webhooks [\w-]+/,
					),
					workflowId: ONE.workflowId,
					nodeId: ONE.nodeId,
					webhookIds: held().map(() => expect.any(String)),
				}),
			]);
			vendor.recover();
			const changed = triggerIn({ ...ONE, parameters: others });
			await hooks(changed).create();
			await hooks(changed).delete();
			expect(held()).toEqual([]);
		});

		it('at an earlier address is said, and goes with the option', async () => {
			const address = 'https://earlier.example/';
			await hooks(original({}, { address })).create();
			const before = held();
			const node = triggerIn({ ...ONE, parameters: others });
			await hooks(node).create();
			await hooks(node).delete();
			expect(held()).toEqual(before);
			const said = expect.objectContaining({
				message: expect.stringMatching(/another address of n8n.*'Replace Earlier Address'/),
				webhookIds: before.map(() => expect.any(String)),
			});
			expect(node.warnings).toEqual([said, said]);

			expect(await hooks(original({ replaceEarlierAddress: true })).delete()).toBe(true);
			expect(held()).toEqual([]);
		});

		it('in another account, as the credential was changed, is said', async () => {
			const node = original();
			await hooks(node).create();
			const before = held();
			node.setCredential(await vendor.otherCompany());
			expect(await hooks(node).delete()).toBe(true);
			expect(held()).toEqual(before);
			expect(node.warnings).toEqual([
				expect.objectContaining({
					message: expect.stringMatching(/were found.*changed to another account.*remove them/),
					workflowId: ONE.workflowId,
				}),
			]);
		});

		it('is not said of a publication or a test that came to nothing', async () => {
			const node = original();
			vendor.failCreations();
			await failure(hooks(node).create());
			await hooks(node).delete();
			await failure(hooks(original(), { mode: 'manual' }).create());
			await hooks(original(), { mode: 'manual' }).delete();
			expect(node.warnings).toEqual([]);
		});

		it('is nothing where nothing is: then nothing is said', async () => {
			const node = original();
			await hooks(node).create();
			await hooks(node, { activation: 'init' }).checkExists();
			await hooks(node).checkExists();
			await hooks(node).delete();
			expect(node.warnings).toEqual([]);
		});
	});
}
