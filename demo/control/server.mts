import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastify, { type FastifyReply } from 'fastify';
import { owner, type N8n, type Workflow } from '../../e2e/support/index.mts';
import type { Arrivals } from '../arrivals.mts';
import { told, type ClockButton } from '../clockButtons.mts';
import { now } from '../../e2e/support/clock.mts';
import { workflowUrl, workflowsUrl } from '../n8nPages.mts';
import type { VendorDemo } from '../vendors/types.mts';
import { arrivalsOf, type Press } from './causes.mts';

/** What the page shows. */
export interface ControlSources {
	n8n: Pick<N8n, 'url'>;
	vendors: readonly VendorDemo[];
	workflows: ReadonlyArray<Pick<Workflow, 'id' | 'name'>>;
	arrivals: Pick<Arrivals, 'all'>;
	clock: readonly ClockButton[];
}

export interface ControlServer {
	url: string;
	close(): Promise<void>;
}

const MOST_ROWS = 100;
const PAGE_FILES = [
	{ path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
	{ path: '/control.css', file: 'control.css', type: 'text/css; charset=utf-8' },
	{ path: '/control.js', file: 'control.js', type: 'text/javascript; charset=utf-8' },
];

/** Serves the control page: its files, its state, and its buttons. */
export async function startControlServer(
	port: number,
	sources: ControlSources,
): Promise<ControlServer> {
	const app = fastify({ forceCloseConnections: true });

	app.addHook('onSend', async (_request, reply) => {
		reply.header('cache-control', 'no-store');
		reply.header('content-security-policy', "default-src 'self'; img-src 'self' data:");
	});
	for (const { path, file, type } of PAGE_FILES) {
		const location = fileURLToPath(new URL(`static/${file}`, import.meta.url));
		app.get(path, async (_request, reply) => reply.type(type).send(await readFile(location)));
	}
	const presses: Press[] = [];
	app.get('/state.json', async () => stateOf(sources, presses));
	const record = (vendor: string | null, button: string) =>
		presses.push({ vendor, button, at: now() });

	app.post<{ Params: { vendor: string; button: string } }>(
		'/press/:vendor/:button',
		async ({ params }, reply) => {
			const vendor = sources.vendors.find(({ id }) => id === params.vendor);
			const button = vendor?.buttons.find(({ id }) => id === params.button);
			if (!vendor || !button) return await missing(reply);
			record(vendor.title, button.id);
			return await pressed(reply, async () => await button.press());
		},
	);
	app.post<{ Params: { button: string } }>('/clock/:button', async ({ params }, reply) => {
		const button = sources.clock.find(({ id }) => id === params.button);
		if (!button) return await missing(reply);
		record(null, button.id);
		return await pressed(reply, async () => (await button.press()).message);
	});

	const url = await app.listen({ host: '127.0.0.1', port });
	return { url, close: () => app.close() };
}

async function missing(reply: FastifyReply): Promise<FastifyReply> {
	return await reply.code(404).send({ message: 'There is no such button.' });
}

/** Presses a button, and answers with what happened, or with why it cannot be done. */
async function pressed(reply: FastifyReply, press: () => Promise<string>): Promise<FastifyReply> {
	try {
		return await reply.send({ message: await press() });
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return await reply.code(409).send({ message });
	}
}

/** The newest of everything come first, but for what a button caused. */
function stateOf(
	{ n8n, vendors, workflows, arrivals, clock }: ControlSources,
	presses: readonly Press[],
) {
	const shown = (
		vendor: string | null,
		{ id, label, description }: Pick<ClockButton, 'id' | 'label' | 'description'>,
	) => {
		const arrived = arrivalsOf({ vendor, button: id }, presses, arrivals.all);
		return { id, label, description, arrived };
	};
	return {
		n8n: { url: workflowsUrl(n8n), email: owner.email, password: owner.password },
		clock: {
			time: told(now()),
			buttons: clock.map((button) => shown(null, button)),
		},
		workflows: workflows.map(({ id, name }) => ({ name, url: workflowUrl(n8n, id) })),
		vendors: vendors.map((vendor) => ({
			id: vendor.id,
			title: vendor.title,
			remark: vendor.remark ?? '',
			buttons: vendor.buttons.map((button) => shown(vendor.title, button)),
			webhooks: vendor.webhooks(),
			deliveries: newestFirst(vendor.deliveries()),
		})),
		arrivals: newestFirst(arrivals.all),
	};
}

function newestFirst<T>(list: readonly T[]): T[] {
	return list.slice(-MOST_ROWS).reverse();
}
