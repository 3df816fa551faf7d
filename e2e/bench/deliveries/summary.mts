import { max, median, min } from 'simple-statistics';
import { CONTENDERS, type ContenderName } from './contenders.mts';
import type { Round } from './round.mts';

/** The rounds of one setting of n8n: in each, every workflow took its turn. */
export type Rounds = ReadonlyArray<Readonly<Record<ContenderName, Round>>>;

/** The median of the rounds, with the least and the most. */
export interface Spread {
	readonly median: number;
	readonly min: number;
	readonly max: number;
}

type Spreads = Readonly<Record<keyof Round, Spread>>;

/** What the rounds of one setting show. */
export interface Summary {
	readonly measured: Readonly<Record<ContenderName, Spreads>>;
	/** What one workflow has divided by what the other has in the same round. */
	readonly ratios: ReadonlyArray<
		{ readonly of: ContenderName; readonly to: ContenderName } & Spreads
	>;
}

const MEASURED = ['perSecond', 'p50Ms', 'p99Ms', 'cpuMs'] as const;

const COMPARED = [
	['bareRunning', 'bare'],
	['ours', 'bare'],
	['oursSkippingRepeats', 'bare'],
	['ours', 'bareRunning'],
	['oursSkippingRepeats', 'bareRunning'],
	['bareWithCredential', 'bare'],
	['ours', 'bareWithCredential'],
	['oursSkippingRepeats', 'bareWithCredential'],
	['ours', 'handBuilt'],
	['oursSkippingRepeats', 'handBuilt'],
] as const;

/** Only what was measured in the same round is compared: a shared machine is not equally fast at all times. */
export function summaryOf(rounds: Rounds): Summary {
	return {
		measured: recordOf(CONTENDERS, (name) =>
			spreadsOf((measure) => rounds.map((round) => round[name][measure])),
		),
		ratios: COMPARED.map(([of, to]) => ({
			...{ of, to },
			...spreadsOf((measure) => rounds.map((round) => round[of][measure] / round[to][measure])),
		})),
	};
}

const LABELS: Readonly<Record<ContenderName, string>> = {
	bare: 'bare trigger',
	bareRunning: 'bare trigger with execute',
	bareWithCredential: 'bare trigger with execute and credential',
	handBuilt: 'hand-built flow',
	ours: 'ours, Skip Repeats off',
	oursSkippingRepeats: 'ours, Skip Repeats on',
};

/** The summary as lines of text. */
export function tableOf({ measured, ratios }: Summary): string {
	const head = ['', 'deliveries/s', 'p50 ms', 'p99 ms', 'CPU ms/delivery'];
	const rows = [
		...CONTENDERS.map((name) => [
			LABELS[name],
			...MEASURED.map((key) => text(measured[name][key], 1)),
		]),
		...ratios.map(({ of, to, ...spreads }) => [
			`${LABELS[of]} : ${LABELS[to]}`,
			...MEASURED.map((key) => `${text(spreads[key], 2)} ×`),
		]),
	];
	return [head, ...rows]
		.map(([label = '', ...cells]) =>
			[label.padEnd(66), ...cells.map((cell) => cell.padStart(24))].join(''),
		)
		.join('\n');
}

function text({ median, min, max }: Spread, digits: number): string {
	const [middle, least, most] = [median, min, max].map((value) => value.toFixed(digits));
	return `${middle} (${least}–${most})`;
}

function spreadsOf(valuesOf: (measure: keyof Round) => number[]): Spreads {
	return recordOf(MEASURED, (measure) => {
		const values = valuesOf(measure);
		return { median: median(values), min: min(values), max: max(values) };
	});
}

function recordOf<K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> {
	return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;
}
