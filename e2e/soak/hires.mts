import { setTimeout as sleep } from 'node:timers/promises';
import type { Both } from '../schedule/support.mts';
import { dayAtNoon } from '../support/index.mts';

/** The pause between two hires at one company. */
const PAUSE_MS = 600;

/** Whom a company hires, one after the other. */
export interface Hires {
	/** The vendor's ids of all who are hired so far. */
	readonly people: readonly string[];
	/** Resolves when so many are hired. */
	reaching(count: number): Promise<void>;
	/** Resolves when all are hired. */
	readonly done: Promise<void>;
}

/**
 * Lets a company hire people, whether n8n runs or not. The vendor sends an event for each.
 * @param count how many
 */
export function hireOneByOne(company: Pick<Both, 'hire'>, count: number): Hires {
	const people: string[] = [];
	const startDate = dayAtNoon(7);
	async function hireAll(): Promise<void> {
		while (people.length < count) {
			people.push(company.hire(startDate));
			await sleep(PAUSE_MS);
		}
	}
	return {
		people,
		reaching: async (wanted) => {
			while (people.length < wanted) await sleep(PAUSE_MS);
		},
		done: hireAll(),
	};
}
