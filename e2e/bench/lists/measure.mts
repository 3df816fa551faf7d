import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { nodeBinary, projectRoot } from '../../support/paths.mts';
import type { RequestEntry } from '../../../simulators/kit/server.mts';
import type { ListBench } from './types.mts';

/** One list that was read. */
export interface ListFigures {
	readonly what: string;
	readonly people: number;
	readonly items: number;
	readonly requests: number;
	readonly leastRequests: number;
	/** On the clock of the vendor, from the first request to the last. */
	readonly seconds: number;
	readonly leastSeconds: number;
	/** How many requests were refused (429). */
	readonly refused: number;
	readonly violations: number;
	/** The items as JSON, in megabytes. */
	readonly resultMb: number;
	/** How much more memory than before was held at most, in megabytes. */
	readonly heldMb: number;
	/** How much stays in memory when the list was read before and is read once more, in megabytes. */
	readonly leftMb: number | null;
}

const MB = 1024 * 1024;
const messageSchema = z.union([
	z.object({ skip: z.number() }),
	z.object({ items: z.number(), bytes: z.number(), heldBytes: z.number() }),
	z.object({ leftBytes: z.number() }),
]);

/**
 * Reads a list in a process of its own, from a simulator in this one. The pauses that the limits demand are skipped.
 * @param isReadAgain whether to read it a few times more, for {@link ListFigures.leftMb}
 */
export async function measureList(
	bench: ListBench,
	people: number,
	isReadAgain = false,
): Promise<ListFigures> {
	let time = Date.now();
	const { company, data } = await bench.start(people, () => time);
	const inDist = ([file, name]: readonly [string, string]) => ({
		file: join(projectRoot, 'dist', file),
		name,
	});
	const given = {
		...{ node: inDist(bench.node), credential: inDist(bench.credential), data },
		...{ parameters: { ...bench.parameters, returnAll: true }, isReadAgain },
	};
	const child = fork(join(import.meta.dirname, 'read.cjs'), [JSON.stringify(given)], {
		execPath: nodeBinary,
		execArgv: ['--expose-gc'],
	});
	try {
		let read = { items: 0, bytes: 0, heldBytes: 0 };
		let leftBytes: number | null = null;
		let requests: readonly RequestEntry[] = [];
		child.on('message', (message) => {
			const said = messageSchema.parse(message);
			if ('leftBytes' in said) ({ leftBytes } = said);
			else if ('items' in said) {
				read = said;
				requests = [...company.requests];
			} else {
				time += said.skip;
				child.send({});
			}
		});
		const [code] = await once(child, 'exit');
		if (code !== 0) throw new Error(`The reading process ended with ${code}`);
		return {
			...{ what: bench.what, people, items: read.items },
			requests: requests.length,
			leastRequests: bench.leastRequests(people),
			seconds: (Number(requests.at(-1)?.at) - Number(requests[0]?.at)) / 1_000,
			leastSeconds: bench.leastSeconds(people),
			refused: requests.filter(({ status }) => status === 429).length,
			violations: company.violations.list.length,
			resultMb: read.bytes / MB,
			heldMb: read.heldBytes / MB,
			leftMb: leftBytes === null ? null : leftBytes / MB,
		};
	} finally {
		child.kill();
		await company.close();
	}
}
