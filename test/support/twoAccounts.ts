import type { ICredentialType, IDataObject } from 'n8n-workflow';

import { connect } from '../../nodes/shared/outbound/connect';
import type { EventType } from '../../nodes/shared/model/eventTypes';
import type { Vendor } from '../../nodes/shared/vendor';
import type { SharedAddress } from '../../simulators/kit/accounts.mts';
import { shareAddress } from '../../simulators/kit/accounts.mts';
import type { HttpServer } from './httpServer.mts';
import { startServer } from './httpServer.mts';
import type { Surroundings } from './n8n';
import { executeContext, loadOptionsContext, useDeduplicator } from './n8n';
import type { VendorNodes } from './vendorNodes';

/*
 * Two companies with the same vendor, in one process and at one address: nothing of one may show up
 * at the other. The same for every vendor.
 */

/** What every simulator has. */
interface Simulator {
	readonly baseUrl: string;
	readonly violations: { readonly list: readonly unknown[] };
	readonly deliveries: { idle(): Promise<void> };
	close(): Promise<void>;
}

/** A vendor, as far as these tests have to know it. */
export interface TwoAccountsOf<S extends Simulator> {
	readonly vendor: Vendor;
	readonly nodes: Pick<VendorNodes, 'triggerIn' | 'actionIn' | 'hooks' | 'post' | 'run' | 'act'>;
	readonly credentialType: ICredentialType;
	/** Parameters that both nodes need besides. */
	readonly parameters?: IDataObject;
	/**
	 * The simulator of the first or the second account, with ample limits or those of the documents.
	 */
	start(which: Which, limits: 'ample' | 'documented'): Promise<S>;
	/** What the user enters in the credential of an account. */
	credentialOf(simulator: S, baseUrl: string, which: Which): IDataObject;
	/** What its requests carry. */
	secretsOf(simulator: S, which: Which): string[];
	/**
	 * Names at the first account, as JSON has them, and what they are called at the second one; all of
	 * them come up when people are read.
	 */
	readonly names: ReadonlyArray<readonly [first: string, second: string]>;
	/** Other things that differ, such as the id of the company. */
	readonly fields?: ReadonlyArray<readonly [first: string, second: string]>;
	/** What stands in no request of an account. */
	readonly foreign?: Readonly<Record<Which, readonly RegExp[]>>;
	/** Drop-downs that show names. */
	readonly dropDowns: ReadonlyArray<
		(this: ReturnType<typeof loadOptionsContext>) => Promise<unknown>
	>;
	/** Where the account's webhooks go. */
	webhooksOf(simulator: S): string[];
	/** Both are proved with the same key: the secret of one application. */
	readonly sharesKeys?: boolean;
	/**
	 * Makes the webhook by hand, where that is how it is done; gives what the credential then holds.
	 */
	makeWebhook?(simulator: S, url: string): Promise<IDataObject>;
	/** Somebody is hired, into a place that has one of the names. */
	hire(simulator: S): void;
	/** A list that may be read by the credential, for requests of no matter. */
	readonly anyPath: string;
}

export type Which = 'first' | 'second';

/** One company, with a node of its own for what is tried. */
interface Company<S> {
	readonly which: Which;
	readonly simulator: S;
	credential: IDataObject;
	/** Where its published workflow is reached. */
	readonly address: HttpServer;
	readonly trigger: Surroundings;
	readonly action: Surroundings;
	/** Names that are its own. */
	readonly names: readonly string[];
}

const HIRED: EventType = 'employee.hired';

/** Keys in memory belong to a workflow, not to a test. */
let round = 0;

/** Describes what must hold for two accounts of a vendor. */
export function describeTwoAccounts<S extends Simulator>(of: TwoAccountsOf<S>): void {
	const { nodes, vendor } = of;
	let shared: SharedAddress;
	let first: Company<S>;
	let second: Company<S>;
	let companies: ReadonlyArray<Company<S>>;

	async function open(limits: 'ample' | 'documented'): Promise<void> {
		round += 1;
		const [one, two] = [await of.start('first', limits), await of.start('second', limits)];
		shared = await shareAddress([
			{
				name: 'first',
				baseUrl: one.baseUrl,
				secrets: of.secretsOf(one, 'first'),
				foreign: of.foreign?.first ?? [],
			},
			{
				name: 'second',
				baseUrl: two.baseUrl,
				secrets: of.secretsOf(two, 'second'),
				renamed: [...of.names, ...(of.fields ?? [])],
				foreign: of.foreign?.second ?? [],
			},
		]);
		first = await company(one, 'first');
		second = await company(two, 'second');
		companies = [first, second];
	}

	/** Ends what still waits for a limit. */
	let stop = new AbortController();

	async function close(): Promise<void> {
		stop.abort();
		stop = new AbortController();
		for (const { simulator, address } of companies) {
			await simulator.close();
			await address.close();
		}
		await shared.close();
		expect(shared.violations.list).toEqual([]);
		expect(companies.flatMap(({ simulator }) => simulator.violations.list)).toEqual([]);
	}

	beforeEach(async () => {
		await useDeduplicator();
		await open('ample');
	});
	afterEach(close);

	async function company(simulator: S, which: Which): Promise<Company<S>> {
		const { pathname } = new URL(simulator.baseUrl);
		const baseUrl = `${shared.origin}${pathname}`.replace(/\/$/, '');
		const address = await startServer();
		const credential = of.credentialOf(simulator, baseUrl, which);
		const credentialId = `credential-${which}`;
		const given = { credential, credentialId };
		return {
			which,
			simulator,
			credential,
			address,
			trigger: nodes.triggerIn({
				...given,
				address: `${address.url}/`,
				workflowId: `${vendor.name}-${which}-${round}`,
				parameters: { hrEvents: [HIRED], ...of.parameters },
			}),
			action: nodes.actionIn({
				...given,
				parameters: {
					resource: 'employee',
					operation: 'getAll',
					returnAll: true,
					...of.parameters,
				},
			}),
			names: of.names.map((pair) => nameIn(pair[which === 'first' ? 0 : 1])),
		};
	}

	/** All of the text is of one company: it has names of its own, and none of the other. */
	function expectOf({ names, which }: Company<S>, told: unknown, isComplete = true): void {
		const text = JSON.stringify(told);
		const others = (which === 'first' ? second : first).names;
		expect(others.filter((name) => text.includes(`"${name}"`))).toEqual([]);
		const own = names.filter((name) => text.includes(`"${name}"`));
		if (isComplete) expect(own).toEqual(names);
		else expect(own).not.toEqual([]);
	}

	const read = async ({ action }: Company<S>): Promise<unknown> => await nodes.act(action);
	const publish = async ({ trigger }: Company<S>): Promise<void> => {
		const { checkExists, create } = nodes.hooks(trigger);
		if (!(await checkExists())) await create();
	};

	/** Publishes, and makes the webhook where somebody has to. */
	async function publishAll(): Promise<void> {
		await Promise.all(companies.map(publish));
		for (const one of companies) {
			const url = `${one.address.url}/webhook`;
			const more = await of.makeWebhook?.(one.simulator, url);
			if (more === undefined) continue;
			one.credential = { ...one.credential, ...more };
			one.trigger.setCredential(one.credential);
			one.address.asked.length = 0;
		}
	}

	/** What came in at a company's address, as a node gets it. */
	async function handOver({ address }: Company<S>, to: Company<S>) {
		const results: Array<{ status: number; told: unknown[] }> = [];
		for (const { url, body, headers } of address.asked) {
			const { searchParams } = new URL(url, address.url);
			const sent = Object.entries(headers).flatMap(([name, value]) =>
				typeof value === 'string' ? [[name, value]] : [],
			);
			const { answer, items } = await nodes.post(
				to.trigger,
				Buffer.from(body),
				Object.fromEntries(sent) as Record<string, string>,
				'trigger',
				Object.fromEntries(searchParams),
			);
			const { events } = items.length === 0 ? { events: [] } : await nodes.run(to.trigger, items);
			results.push({ status: answer.status, told: events });
		}
		return results;
	}

	it('reads what is the company’s own, in turns and at the same time', async () => {
		for (const one of [first, second, first, second]) expectOf(one, await read(one));
		const all = await Promise.all([first, second, first, second].map(read));
		for (const [index, told] of all.entries()) expectOf(index % 2 === 0 ? first : second, told);
	});

	it('shows the company’s own names in drop-downs', async () => {
		for (const list of of.dropDowns) {
			for (const one of [first, second, first]) {
				expectOf(one, await list.call(loadOptionsContext(one.action)), false);
			}
		}
	});

	it('listens for each company, and unpublishing one leaves the other alone', async () => {
		await publishAll();
		const at = ({ simulator, address }: Company<S>): boolean[] =>
			of.webhooksOf(simulator).map((target) => target.startsWith(address.url));
		expect(at(first)).not.toEqual([]);
		for (const one of companies) expect(new Set(at(one))).toEqual(new Set([true]));
		const before = of.webhooksOf(second.simulator);
		await nodes.hooks(first.trigger).delete();
		if (of.makeWebhook === undefined) expect(of.webhooksOf(first.simulator)).toEqual([]);
		expect(of.webhooksOf(second.simulator)).toEqual(before);
		expect(await nodes.hooks(second.trigger).checkExists()).toBe(of.makeWebhook === undefined);
	});

	it('tells each company its own events, and takes none of the other', async () => {
		await publishAll();
		for (const { simulator } of companies) of.hire(simulator);
		for (const { simulator } of companies) await simulator.deliveries.idle();
		for (const one of companies) {
			const other = one === first ? second : first;
			const strangers = await handOver(one, other);
			expect(strangers.length).toBeGreaterThan(0);
			expect(strangers.map(({ status }) => status)).toEqual(strangers.map(() => 401));
			// n8n keeps what was told by workflow and node.
			await useDeduplicator();
			const own = await handOver(one, one);
			expect(own.map(({ status }) => status)).toEqual(own.map(() => 200));
			expectOf(
				one,
				own.map(({ told }) => told),
				false,
			);
			expect(own.flatMap(({ told }) => told)).not.toEqual([]);
		}
	});

	it('checks deliveries with the keys of the credential that is chosen now', async () => {
		await publishAll();
		for (const { simulator } of companies) of.hire(simulator);
		for (const { simulator } of companies) await simulator.deliveries.idle();
		expect((await handOver(second, second)).map(({ status }) => status)).toContain(200);
		// The same node, and the other credential.
		const { name } = of.credentialType;
		second.trigger.node.credentials = { [name]: { id: 'credential-first', name: 'Other' } };
		second.trigger.setCredential(first.credential);
		const [late] = await handOver(second, second);
		expect(late?.status).toBe(of.sharesKeys === true ? 200 : 401);
	});

	it('shares nothing with the company its credential was connected to before', async () => {
		expectOf(first, await read(first));
		await publishAll();
		first.action.setCredential(second.credential);
		first.trigger.setCredential(second.credential);
		expectOf(second, await read(first));
		await nodes.hooks(first.trigger).checkExists();
		expectOf(second, await read(first));
	});

	it('waits for no other company', async () => {
		await close();
		await open('documented');
		const busy = await connect(executeContext(first.action, [{}], { signal: stop.signal }), vendor);
		const waiting = await connect(
			executeContext(second.action, [{}], { signal: stop.signal }),
			vendor,
		);
		await waiting.get(of.anyPath);
		let isBusy = true;
		const reading = Promise.allSettled(
			Array.from({ length: 3 * busy.concurrency }, async () => await busy.get(of.anyPath)),
		).then(() => (isBusy = false));
		await waiting.get(of.anyPath);
		expect(isBusy).toBe(true);
		stop.abort();
		await reading;
	});
}

/** `"Engineering"` without what JSON puts around it. */
function nameIn(text: string): string {
	return /"([^"]*)"$/.exec(text)?.[1] ?? text;
}
