import {
	createCredential,
	ensureN8nHost,
	packPackage,
	startN8n,
	updateCredential,
	type N8n,
	type Workflow,
} from '../e2e/support/index.mts';
import { Arrivals } from './arrivals.mts';
import { clockButtons, type ClockButton } from './clockButtons.mts';
import { startClock } from '../e2e/support/clock.mts';
import { startControlServer } from './control/server.mts';
import { importExample, listenersIn, publishWorkflow } from './examples.mts';
import type { Options } from './options.mts';
import { choosePort } from './ports.mts';
import { vendors } from './vendors/index.mts';
import type { Listener, VendorDemo } from './vendors/types.mts';

/** Everything that runs. */
export interface Demo {
	n8n: N8n;
	vendors: VendorDemo[];
	/** The example workflows in n8n. */
	workflows: Workflow[];
	arrivals: Arrivals;
	clock: readonly ClockButton[];
	/** Where the control page is. */
	controlUrl: string;
}

/** The clock moves by weeks: nobody has to log in again for that, and no execution is removed. */
const LASTING = {
	N8N_USER_MANAGEMENT_JWT_DURATION_HOURS: '8760',
	EXECUTIONS_DATA_PRUNE: 'false',
};

/** The examples look once an hour; nobody waits that long here. n8n takes no less than a minute. */
const OFTEN = { item: [{ mode: 'everyMinute' }] };

type Say = (line: string) => void;
type Close = () => Promise<void>;

/**
 * Starts everything, hands it to `work`, and closes everything again, whatever happens.
 * @param signal ends the start early; `work` has to heed it by itself
 */
export async function withDemo(
	options: Options,
	signal: AbortSignal,
	say: Say,
	work: (demo: Demo) => Promise<void>,
): Promise<void> {
	const closers: Close[] = [];
	try {
		const demo = await start(options, signal, say, closers);
		await work(demo);
	} catch (error) {
		// Asked to end while starting: that is no failure.
		if (!signal.aborted) throw error;
	} finally {
		for (const close of closers.reverse()) await close();
	}
}

async function start(
	{ port: askedPort, controlPort: askedControlPort, sometimes }: Options,
	signal: AbortSignal,
	say: Say,
	closers: Close[],
): Promise<Demo> {
	const port = await choosePort({
		what: 'n8n',
		asked: askedPort,
		usual: 5678,
		option: '--port',
		say,
	});
	const controlPort = await choosePort({
		what: 'the control page',
		asked: askedControlPort,
		usual: 5680,
		option: '--control-port',
		say,
	});
	const host = await ensureN8nHost({ log: say });
	signal.throwIfAborted();

	say('Packing the nodes as npm would publish them …');
	const tarball = await packPackage();
	signal.throwIfAborted();

	say('Starting the simulated HR systems …');
	const running: VendorDemo[] = [];
	for (const startVendor of vendors) {
		const vendor = await startVendor({ sometimes: sometimes ? 'all' : 'none' });
		closers.push(() => vendor.close());
		running.push(vendor);
	}

	say('Starting n8n with the nodes installed …');
	const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	const clock = await startClock();
	closers.push(() => clock.close());
	const env = { GENERIC_TIMEZONE: timeZone, ...LASTING, ...clock.n8nEnv };
	const n8n = await startN8n({ host, tarball, port, editor: true, env });
	closers.push(() => n8n.close());
	signal.throwIfAborted();

	say('Importing the example workflows and publishing them …');
	const workflows: Workflow[] = [];
	for (const vendor of running) workflows.push(...(await setUp(n8n, vendor, signal)));

	const arrivals = new Arrivals(n8n);
	const buttons = clockButtons(clock, { n8n, vendors: running, arrivals, signal });
	const parts = { n8n, vendors: running, workflows, arrivals, clock: buttons };
	const control = await startControlServer(controlPort, parts);
	closers.push(() => control.close());
	return { ...parts, controlUrl: control.url };
}

/**
 * Does for one vendor what a user does: credential, workflows, and at the vendor what takes a person.
 */
async function setUp(
	n8n: N8n,
	{ credential, examples, connect }: VendorDemo,
	signal: AbortSignal,
): Promise<Workflow[]> {
	const stored = await createCredential(n8n, credential);
	const workflows: Workflow[] = [];
	const listeners: Listener[] = [];
	for (const example of examples) {
		const workflow = await importExample(n8n, example, stored, { pollTimes: OFTEN });
		if (example.isPublished) {
			await publishWorkflow(n8n, workflow);
			listeners.push(...listenersIn(n8n, workflow));
		}
		signal.throwIfAborted();
		workflows.push(workflow);
	}
	if (connect) {
		const filledIn = await connect(listeners);
		await updateCredential(n8n, stored, { ...credential.data, ...filledIn });
	}
	return workflows;
}
