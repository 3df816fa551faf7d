import omit from 'lodash/omit';
import { z } from 'zod/v4';

import { dayOf } from '../../shared/model/dates';
import type { TableEntry } from '../../shared/model/tableEntry';
import { amount, idField, maybeId, words } from '../../shared/outbound/fields';

export const CONTRACT_VERSIONS = 'contracts/contract_versions';

/**
 * A contract as it stands from a day on; a change makes a new version.
 * https://apidoc.factorialhr.com/reference/get_contracts-contract-versions
 */
export const contractSchema = z.looseObject({
	/** Documented as missing where the version is only proposed. */
	id: maybeId,
	employee_id: idField,
	/** The day this version starts to count. */
	effective_on: words,
	/** First and last day of the employment. */
	starts_on: words,
	ends_on: words,
	country: words,
	job_title: words,
	working_time_percentage_in_cents: amount,
	created_at: words,
	updated_at: words,
});
export type ContractVersion = z.infer<typeof contractSchema>;

/** The name contract versions go by as rows of a table. */
export const CONTRACT_TABLE = 'contract_version';

/** By the day they start to count. */
export function oldestFirst(contracts: readonly ContractVersion[]): ContractVersion[] {
	return [...contracts].sort(
		(a, b) =>
			(dayOf(a.effective_on) ?? '').localeCompare(dayOf(b.effective_on) ?? '') ||
			(a.created_at ?? '').localeCompare(b.created_at ?? ''),
	);
}

/** The version that counts today; of someone who has not begun, the first one. */
export function currentOf(
	contracts: readonly ContractVersion[],
	today: string,
): ContractVersion | null {
	const ordered = oldestFirst(contracts);
	const begun = ordered.filter(({ effective_on: from }) => (dayOf(from) ?? '') <= today);
	return begun.at(-1) ?? ordered[0] ?? null;
}

/** The version before one, of the same person. */
export function before(
	contract: ContractVersion,
	contracts: readonly ContractVersion[],
): ContractVersion | null {
	const ordered = oldestFirst([...contracts.filter(({ id }) => id !== contract.id), contract]);
	return ordered[ordered.indexOf(contract) - 1] ?? null;
}

/** Pay stands in the same row as the rest. */
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
		record: includePayTables ? { ...contract } : omit(contract, PAY),
	};
}
