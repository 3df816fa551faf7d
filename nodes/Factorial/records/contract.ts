import type { z } from 'zod/v4';

import type { Day } from '../../shared/model/dates';
import { byDay, byInstant, dayOf, instantOf, isBefore } from '../../shared/model/dates';
import type { TableEntry } from '../../shared/model/tableEntry';
import { onlyListedFields } from '../../shared/model/onlyListedFields';
import {
	amount,
	day,
	idField,
	maybeId,
	moment,
	text,
	trueOrFalse,
} from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';

/** The resource of contract versions; `pathOf` makes the path. */
export const CONTRACT_VERSIONS = 'contracts/contract_versions';

/**
 * A contract as it is valid from a certain day. A change of the contract makes a new version.
 * https://apidoc.factorialhr.com/reference/get_contracts-contract-versions
 */
export const contractSchema = record({
	decides: {
		/** Documented to be missing if the version is only proposed. */
		id: maybeId,
		employee_id: idField,
		/** The day from which this version is valid. */
		effective_on: day,
		/** First and last day of the employment. */
		starts_on: day,
		ends_on: day,
	},
	detail: {
		country: text,
		job_title: text,
		has_trial_period: trueOrFalse,
		trial_period_ends_on: day,
		working_time_percentage_in_cents: amount,
		created_at: moment,
		updated_at: moment,
	},
});

/** A contract version as {@link contractSchema} reads it. */
export type ContractVersion = z.infer<typeof contractSchema>;

/** The name of the table that has contract versions as its rows. */
export const CONTRACT_TABLE = 'contract_version';

/** Sorts contract versions by the day from which they are valid, oldest first. */
export function oldestFirst(contracts: readonly ContractVersion[]): ContractVersion[] {
	return [...contracts].sort(
		(a, b) =>
			byDay(dayOf(a.effective_on), dayOf(b.effective_on)) ||
			byInstant(instantOf(a.created_at), instantOf(b.created_at)),
	);
}

/** The version that is valid today. For a person who has not started yet, the first version. */
export function currentOf(
	contracts: readonly ContractVersion[],
	today: Day,
): ContractVersion | null {
	const ordered = oldestFirst(contracts);
	const begun = ordered.filter(({ effective_on: from }) => byDay(dayOf(from), today) <= 0);
	return begun.at(-1) ?? ordered[0] ?? null;
}

/** The version before this one, of the same person. */
export function versionBefore(
	contract: ContractVersion,
	contracts: readonly ContractVersion[],
): ContractVersion | null {
	const ordered = oldestFirst([...contracts.filter(({ id }) => id !== contract.id), contract]);
	return ordered[ordered.indexOf(contract) - 1] ?? null;
}

/** Whether a later version of the same person is already valid today. Then this version is history. */
export function isSuperseded(
	contract: ContractVersion,
	contracts: readonly ContractVersion[],
	today: Day,
): boolean {
	const ordered = oldestFirst([...contracts.filter(({ id }) => id !== contract.id), contract]);
	const next = dayOf(ordered[ordered.indexOf(contract) + 1]?.effective_on);
	return next !== null && !isBefore(today, next);
}

/**
 * The fields that may leave the node. A version also contains free text and fields for single
 * countries, some of them about pay. The next version of the API may add more fields.
 */
const SHOWN_FIELDS = [
	...['id', 'company_id', 'employee_id', 'effective_on', 'starts_on', 'ends_on', 'country'],
	...['job_title', 'has_payroll', 'has_trial_period', 'trial_period_ends_on'],
	...['working_week_days', 'working_hours', 'working_hours_frequency'],
	...['working_time_percentage_in_cents', 'bank_holiday_treatment', 'created_at', 'updated_at'],
];

/** The fields about pay. Factorial keeps them in the same row as the other fields. */
const PAY = ['salary_amount', 'salary_currency', 'salary_frequency'];

/** A version as a row of a table, without pay unless it is asked for. */
export function contractEntry(
	contract: ContractVersion,
	{ includePayTables }: { includePayTables: boolean },
): TableEntry {
	return {
		name: CONTRACT_TABLE,
		entryId: contract.id ?? null,
		effectiveDate: dayOf(contract.effective_on),
		record: onlyListedFields(contract, includePayTables ? [...SHOWN_FIELDS, ...PAY] : SHOWN_FIELDS),
	};
}
