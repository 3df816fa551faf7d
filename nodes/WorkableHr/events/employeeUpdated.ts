import type { HrEventDraft } from '../../shared/model/draft';
import type { Employee } from '../../shared/model/employee';
import { dayIn, instantOf } from '../../shared/model/dates';
import { termination } from '../../shared/model/termination';
import type { InterpretContext } from '../../shared/vendor';
import { employeeRecordSchema, normaliseEmployee } from '../records/employee';
import { NO_DETAILS, readDetails } from '../records/read';
import { rowsByTable, tableEntry } from '../records/tables';
import type { Envelope } from './defineEvent';
import { defineEvent } from './defineEvent';

/** A change of one of these is a change of the job. */
const JOB_FIELDS = ['job_title', 'department', 'reports_to'];

/**
 * https://workable.readme.io/reference/employee-events: the id and only the attributes that
 * changed, without their former values. Leaving has no event of its own: offboarding sets the
 * status to inactive, which is taken to arrive here (not documented by Workable).
 */
export const employeeUpdated = defineEvent({
	name: 'employee_updated',
	label: 'Employee Updated',
	description: 'An HR admin changed the record of an employee; offboarding shows here too',
	produces: [
		'employee.access_ended',
		'employee.terminated',
		'employee.updated',
		'employee.job_changed',
		'table.entry_updated',
	],
	data: employeeRecordSchema,
	interpret: async (envelope, data, context) => {
		const { api, fetchDetails, today } = context;
		const changedFields = Object.keys(envelope.data).filter((field) => field !== 'id');
		const hasLeft = data.status === 'status_inactive';
		const hasChangedJob = changedFields.some((field) => JOB_FIELDS.includes(field));
		// Whoever locks an account or announces a job needs to know whose. A mere edit is not worth
		// a call, and an import makes a thousand of them.
		const { record, enrichment, ...details } =
			fetchDetails && (hasLeft || hasChangedJob) ? await readDetails(api, envelope.id) : NO_DETAILS;
		const employee = normaliseEmployee(
			{ ...record, ...data, id: envelope.id },
			{ ...details, today },
		);
		const common = {
			occurredAt: instantOf(envelope.fired_at),
			employee,
			changedFields,
			enrichment,
		};
		return {
			events: [
				...(hasLeft ? leaverEvents(envelope, employee, context) : []),
				{ eventType: 'employee.updated' as const },
				...(hasChangedJob ? [{ eventType: 'employee.job_changed' as const }] : []),
				...tableEvents(envelope.data, context),
			].map((event) => ({ ...common, ...event })),
		};
	},
});

type PartOfDraft = Pick<HrEventDraft, 'eventType'> & Partial<HrEventDraft>;

/** Workable keeps no termination date: the day it happened is the last day. */
function leaverEvents(
	envelope: Envelope,
	employee: Employee,
	{ timeZone }: InterpretContext,
): PartOfDraft[] {
	const date = dayIn(timeZone, envelope.fired_at);
	const leaver = {
		effectiveDate: date,
		employee: { ...employee, terminationDate: date },
		termination: termination({ date, lastWorkingDate: date }),
	};
	return [
		{ eventType: 'employee.access_ended', ...leaver },
		{ eventType: 'employee.terminated', ...leaver },
	];
}

/** One event per row; a group that lost all its rows is one event without a row. */
function tableEvents(
	data: Readonly<Record<string, unknown>>,
	allowed: { includePayTables: boolean },
): PartOfDraft[] {
	return [...rowsByTable(data)].flatMap(([name, rows]) =>
		(rows.length === 0 ? [undefined] : rows).map((row, position) => {
			const table = tableEntry(name, row, allowed);
			return {
				eventType: 'table.entry_updated' as const,
				effectiveDate: table.effectiveDate,
				table,
				identity: { row: String(position) },
			};
		}),
	);
}
