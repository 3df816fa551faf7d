import { API_HOST, SANDBOX_HOST } from './reference.mts';
import type { HiBobState } from './state.mts';
import type { Row } from './tables.mts';
import { isCustom, kindOf } from './tables.mts';
import type { Told } from './webhooks.mts';

/** The header with the address of the rows of a custom table; its real name is unconfirmed. */
export const CUSTOM_TABLE_HEADER = 'Bob-Custom-Table-Url';

/** Where the documents and the samples of events differ. */
export interface EventOptions {
	/** Of `effectiveDate` and `id` the one that counts (default), or both with a null. */
	entryKeys: 'one' | 'both';
	/** What the list of changed fields is called. Default `fieldUpdatesIds`. */
	fieldUpdatesName: 'fieldUpdatesIds' | 'fieldUpdates' | 'both';
}

/** Sends what happens to the webhooks for it. */
export interface Events {
	/** Something entered by the administrator, or `bySystem`, such as at midnight. */
	tell(type: string, data: object, bySystem?: boolean): void;
	/** An event that is only about a person. */
	person(type: string, employeeId: string, bySystem?: boolean): void;
	/** Fields of a person have changed. Nothing is sent if none have. */
	updated(employeeId: string, fieldIds: readonly string[], bySystem?: boolean): void;
	/** A row was added or changed. For some tables nothing is sent. */
	row(action: 'created' | 'updated', table: string, employeeId: string, row: Row): void;
	timeOff(action: string, employeeId: string, requestId: number, more?: object): void;
}

/** Builds events and passes them on. */
export function createEvents(
	state: HiBobState,
	{ entryKeys, fieldUpdatesName }: EventOptions,
	emit: (told: Told) => void,
): Events {
	const host = `${state.sandbox ? SANDBOX_HOST : API_HOST}/v1`;

	function bodyOf(type: string, data: object, bySystem: boolean): object {
		return {
			companyId: state.companyId,
			type,
			triggeredBy: bySystem ? 'system' : state.admin.id,
			triggeredAt: state.timestamp(),
			version: 'v2',
			data,
		};
	}

	function tell(type: string, data: object, bySystem = false): void {
		emit({ type, body: () => bodyOf(type, data, bySystem) });
	}

	function updated(employeeId: string, fieldIds: readonly string[], bySystem = false): void {
		if (fieldIds.length === 0) return;
		const ids = fieldIds.map((id) => ({ id }));
		const data = {
			employeeId,
			...(fieldUpdatesName !== 'fieldUpdates' && { fieldUpdatesIds: ids }),
			...(fieldUpdatesName !== 'fieldUpdatesIds' && { fieldUpdates: ids }),
		};
		tell('employee.updated', data, bySystem);
	}

	function row(action: string, table: string, employeeId: string, { id, effectiveDate }: Row) {
		const kind = kindOf(table);
		if (!kind.emits) return;
		const unused = entryKeys === 'both';
		const data = {
			employeeId,
			tableId: table,
			...(kind.historical
				? { effectiveDate, ...(unused && { id: null }) }
				: { ...(unused && { effectiveDate: null }), id }),
		};
		const type = `table.entry.${action}`;
		const url = `${host}/people/custom-tables/${employeeId}/${table}`;
		const headers: Record<string, string> = isCustom(table) ? { [CUSTOM_TABLE_HEADER]: url } : {};
		emit({ type, body: () => bodyOf(type, data, false), headers });
	}

	return {
		tell,
		person: (type, employeeId, bySystem) => tell(type, { employeeId }, bySystem),
		updated,
		row,
		timeOff: (action, employeeId, requestId, more = {}) =>
			tell(`timeoff.request.${action}`, {
				timeoffRequestId: requestId,
				employeeId,
				getApi: `${host}/timeoff/employees/${employeeId}/requests/${requestId}`,
				...more,
			}),
	};
}
