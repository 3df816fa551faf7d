import chunk from 'lodash/chunk';
import type { IDataObject } from 'n8n-workflow';
import { jsonParse, NodeApiError, ObservableObject } from 'n8n-workflow';

import type { RosterEntry, RosterLeave } from '../../nodes/shared/schedule/roster';
import type { watch } from '../../nodes/shared/schedule/watch';
import type { Roster, VendorWithRoster } from '../../nodes/shared/vendor';
import { fakeScheduleTrigger } from './fakeScheduleTrigger';
import type { Surroundings } from './n8n';
import { pollContext } from './n8n';

/*
 * A company that is too large for one poll: each part of two people takes ten seconds, and n8n gives a
 * poll 36.
 */

const BUDGET_MS = 36_000;
const PART_MS = 10_000;

/** The company, and what was read of it. */
export interface Company {
	people: RosterEntry[];
	leaves: RosterLeave[];
	/** The ids of those who changed, by when they did. */
	changed: Map<string, string>;
	partMs: number;
	/** Whether the vendor has forgotten the positions that it gave. */
	forgetsPositions: boolean;
	/** Whether the list goes on for ever at its first position. */
	repeatsPosition: boolean;
	/** Ids that the list leaves out, although they can be read by id. */
	readonly unlisted: Set<string>;
	/** What was read: positions, and ids. */
	asked: string[];
	/** Whom the parts of the list described. */
	described: string[];
}

const PRODUCES: Roster['produces'] = [
	...(['employee.created', 'employee.hired', 'employee.started'] as const),
	...(['employee.start_upcoming', 'employee.deleted', 'employee.access_ended'] as const),
	...(['employee.termination_scheduled', 'leave.started', 'leave.ended'] as const),
];

/** A published schedule trigger at a large company. */
export interface LargeCompany {
	readonly company: Company;
	readonly vendor: VendorWithRoster & { roster: { everybody: Roster['everybody'] } };
	readonly surroundings: Surroundings;
}

/** @param parameters of the trigger */
export function largeCompany(parameters: IDataObject = {}): LargeCompany {
	const company: Company = {
		...{ people: [], leaves: [], changed: new Map(), partMs: PART_MS, forgetsPositions: false },
		repeatsPosition: false,
		...{ unlisted: new Set(), asked: [], described: [] },
	};
	const takes = (ms: number): void => void jest.setSystemTime(Date.now() + ms);
	const roster: Roster = {
		produces: PRODUCES,
		everybody: async ({ position, isRead }) => {
			takes(company.partMs);
			company.asked.push(`from ${position ?? 'the beginning'}`);
			if (position !== null && company.forgetsPositions) {
				company.forgetsPositions = false;
				throw new NodeApiError(surroundings.node, {}, { message: 'Gone', httpCode: '400' });
			}
			const listed = company.people.filter(({ employee: { id } }) => !company.unlisted.has(id));
			const parts = chunk(listed, 2);
			const index = Number(position ?? 0);
			const records = (parts[index] ?? []).filter(({ employee: { id } }) => !isRead(id));
			company.described.push(...records.map(({ employee: { id } }) => id));
			const following = index + 1 < parts.length ? String(index + 1) : null;
			const next = company.repeatsPosition ? '1' : following;
			return { records, companyId: '55', next };
		},
		selective: {
			changedSince: async (since) =>
				[...company.changed].filter(([, at]) => at >= since).map(([id]) => id),
			some: async (ids) => {
				takes(company.partMs / 2);
				company.asked.push(ids.join(' '));
				const records = company.people.filter(({ employee: { id } }) => ids.includes(id));
				return { records, companyId: '55' };
			},
		},
		leaves: async () => ({ records: company.leaves, companyId: null }),
	};
	const { vendor, surroundings } = fakeScheduleTrigger(roster, parameters);
	return { company, vendor, surroundings };
}
let starts = 0;

/** A text that holds the static data of a trigger, as n8n stores it. */
export function storedIn({ surroundings: { workflow } }: LargeCompany): string {
	return JSON.stringify(workflow.staticData);
}

/**
 * Starts n8n anew with the static data that it had stored. The modules stay; for them the trigger is one
 * that has not polled yet.
 */
export function startAnew({ surroundings: { workflow } }: LargeCompany, stored: string): void {
	workflow.id = `started-anew-${(starts += 1)}`;
	workflow.staticData = ObservableObject.create(jsonParse(stored), undefined, {
		ignoreEmptyOnFirstChild: true,
	});
}

/** How a poll is made. */
interface Polling {
	readonly watch: typeof watch;
	/** What n8n says that the poll may take. */
	readonly budgetMs?: number;
	emitError?(error: Error): void;
}

/**
 * Polls at a time, with a fake clock.
 * @returns what is handed over, as `type person day`
 */
export async function pollAt(
	time: string,
	{ vendor, surroundings, company }: LargeCompany,
	{ watch: watching, budgetMs = BUDGET_MS, emitError }: Polling,
): Promise<string[]> {
	jest.setSystemTime(new Date(time));
	company.asked = [];
	company.described = [];
	const context = Object.assign(pollContext(surroundings, 'activate', emitError), {
		getPollBudgetMs: () => budgetMs,
	});
	const found = await watching(vendor).call(context);
	return (found?.[0] ?? []).map(({ json }) => {
		const draft = json['draft'] as Record<'eventType' | 'effectiveDate', string> & {
			employee: { id: string };
		};
		return [draft.eventType, draft.employee.id, draft.effectiveDate].filter(Boolean).join(' ');
	});
}
