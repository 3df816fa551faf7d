import { createServer } from 'node:http';
import { listenAnew } from '../../simulators/kit/freshPort.mts';
import type { Execution, NodeInput } from '../support/index.mts';

/** The node that polls a feed. */
const FEED_TRIGGER = 'RSS Feed Trigger';

/** A news feed on this machine. */
export interface Feed {
	/** n8n's own trigger, which polls the feed every minute. */
	readonly node: NodeInput;
	/** How often it was read. */
	readonly reads: number;
	/** Adds an item. Two items must be more than a second apart: a feed has times in whole seconds. */
	add(title: string): void;
	close(): Promise<void>;
}

/**
 * Starts a feed that has one item. n8n's trigger takes that one as known; at an empty feed it would miss what
 * is added before its next poll.
 * @param now the time of new items, epoch milliseconds
 */
export async function startFeed(now: () => number): Promise<Feed> {
	const items: string[] = [];
	const add = (title: string): void => {
		const date = new Date(now()).toUTCString();
		items.unshift(`<item><title>${title}</title><pubDate>${date}</pubDate></item>`);
	};
	add('Known before');
	let reads = 0;
	const server = createServer((_request, response) => {
		reads += 1;
		const channel = `<title>News</title><link>http://127.0.0.1/</link>${items.join('')}`;
		response.setHeader('content-type', 'application/rss+xml');
		response.end(`<?xml version="1.0"?><rss version="2.0"><channel>${channel}</channel></rss>`);
	});
	const feedUrl = `${await listenAnew(server)}/rss`;
	return {
		node: {
			name: FEED_TRIGGER,
			type: 'n8n-nodes-base.rssFeedReadTrigger',
			position: [0, 400],
			parameters: { feedUrl, pollTimes: { item: [{ mode: 'everyMinute' }] } },
		},
		get reads() {
			return reads;
		},
		add,
		close: async () =>
			await new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}

/** The titles that n8n's own trigger emitted in executions. */
export function titlesIn(runs: readonly Execution[]): string[] {
	return runs.flatMap((run) => run.items(FEED_TRIGGER)).map(({ title }) => String(title));
}
