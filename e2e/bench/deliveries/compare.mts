import { publishContenders, type Contender, type ContenderName } from './contenders.mts';
import { LAZY, type Installation } from './installations.mts';
import { playRound, type Round } from './round.mts';
import { summaryOf, tableOf, type Rounds, type Summary } from './summary.mts';

/** How long a comparison is. */
export interface Length {
	readonly rounds: number;
	/** Deliveries of a round to each workflow, where n8n starts its expression engine when needed. */
	readonly deliveries: number;
	/** The same, where n8n starts it for each delivery: that takes several times as long. */
	readonly slowDeliveries: number;
	/**
	 * Deliveries before the first round, so that what remembers is as full as it gets: *Skip Repeats* keeps
	 * 3,000 hashes, three for each of these deliveries.
	 */
	readonly warmUp: number;
}

export const LONG: Length = { rounds: 7, deliveries: 400, slowDeliveries: 80, warmUp: 1_100 };
export const SHORT: Length = { rounds: 2, deliveries: 40, slowDeliveries: 8, warmUp: 20 };

/** What was measured in one installation with one value of n8n's setting. */
export interface Comparison {
	/** The label of the installation. */
	readonly mode: string;
	/** The value of `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE`. */
	readonly lazyAcquire: boolean;
	readonly deliveriesPerRound: number;
	readonly rounds: Rounds;
	readonly summary: Summary;
}

/**
 * Measures deliveries to a trigger that only hands on the body, to a flow of n8n's own nodes, and to ours, in one n8n.
 * They take turns, round by round.
 * @param install starts the n8n, which is closed in the end
 * @param log gets lines of progress and the tables
 * @throws if a delivery or an execution fails
 */
export async function compare(
	install: () => Promise<Installation>,
	length: Length,
	log: (line: string) => void,
): Promise<Comparison[]> {
	const installation = await install();
	try {
		const contenders = await publishContenders(installation);
		log(`${installation.label}, warming up: ${length.warmUp} deliveries to each`);
		for (const one of contenders) {
			// The first one alone: of two that come together, one fails to make n8n's store of repeats.
			await playRound(installation, one, 1);
			await playRound(installation, one, length.warmUp);
		}
		const measure = { installation, contenders, log };
		const lazy = await measured(measure, true, length.rounds, length.deliveries);
		await installation.setLazyAcquire(false);
		const eager = await measured(measure, false, length.rounds, length.slowDeliveries);
		return [lazy, eager];
	} finally {
		await installation.close();
	}
}

interface Measure {
	readonly installation: Installation;
	readonly contenders: readonly Contender[];
	readonly log: (line: string) => void;
}

async function measured(
	{ installation, contenders, log }: Measure,
	lazyAcquire: boolean,
	rounds: number,
	deliveriesPerRound: number,
): Promise<Comparison> {
	// The first deliveries after a start load code.
	for (const one of contenders)
		await playRound(installation, one, Math.ceil(deliveriesPerRound / 4));
	const played: Array<Record<ContenderName, Round>> = [];
	for (let round = 0; round < rounds; round += 1) {
		// Another one begins each round, so that no place in the order is always the same workflow's.
		const order = contenders.map((_, index) => contenders[(index + round) % contenders.length]);
		const results: Partial<Record<ContenderName, Round>> = {};
		for (const one of order) {
			if (one !== undefined)
				results[one.name] = await playRound(installation, one, deliveriesPerRound);
		}
		played.push(results as Record<ContenderName, Round>);
		log(`  round ${round + 1} of ${rounds}`);
	}
	const summary = summaryOf(played);
	log(
		`\n${installation.label}, ${LAZY}=${lazyAcquire}, ${rounds} rounds of ${deliveriesPerRound} deliveries\n${tableOf(summary)}\n`,
	);
	return {
		...{ mode: installation.label, lazyAcquire, deliveriesPerRound },
		...{ rounds: played, summary },
	};
}
