import type { Happening } from '../../shared/interpret/interpretation';
import { interpretationOf } from '../../shared/interpret/interpretation';
import type { Employee } from '../../shared/model/employee';
import type { EventType } from '../../shared/model/eventTypes';
import { dayIn, instantOf } from '../../shared/model/dates';
import { termination } from '../../shared/model/termination';
import type { InterpretContext } from '../../shared/vendor';
import { changedEmployeeSchema, inOneSpelling, oneNameOf, saysLeft } from '../records/employee';
import { describePerson } from '../records/fetch/describePerson';
import { rowsByTable, tableEntry } from '../records/tables';
import type { Envelope } from './defineEvent';
import { defineEvent, whatIs } from './defineEvent';

const NAME = 'employee_updated';

const LEAVER_EVENTS: readonly EventType[] = ['employee.access_ended', 'employee.terminated'];

/** The message about a status that does not say whether the person has left. */
const MAY_HAVE_LEFT =
	'It is not known whether the person has left. The new status of the person is empty, or is a word that this node does not know (field: status). Look at the person in Workable.';

/** The fields whose change is a change of the job. */
const JOB_FIELDS = ['job_title', 'department', 'reports_to'];

/**
 * Some fields of a person were changed. The delivery has the id and the new values of these fields, and no former
 * values. Workable has no event for leavers. Offboarding sets the status to inactive. It is assumed that Workable
 * delivers this change here; it does not document this. https://workable.readme.io/reference/employee-events
 */
export const employeeUpdated = defineEvent({
	name: NAME,
	label: 'Employee Updated',
	description: 'An HR admin changed the record of an employee; offboarding shows here too',
	produces: [...LEAVER_EVENTS, 'employee.updated', 'employee.job_changed', 'table.entry_updated'],
	data: changedEmployeeSchema,
	personIn: ({ id }) => id,
	interpret: async (envelope, data, context) => {
		const changedFields = Object.keys(envelope.data).filter((field) => field !== 'id');
		const changes = inOneSpelling(data);
		const left = saysLeft(changes.status);
		const hasLeft = left === true;
		const hasStatusChanged = changedFields.some((field) => oneNameOf(field) === 'status');
		const mayHaveLeft = hasStatusChanged && left === null && LEAVER_EVENTS.some(context.selects);
		const hasChangedJob = changedFields.some((field) => JOB_FIELDS.includes(oneNameOf(field)));
		// To lock an account or to announce a job, a workflow needs the person, so the record is read. It is not read for
		// other edits, because an import makes a thousand of them.
		const described = await describePerson(
			envelope.id,
			{ changes },
			{ ...context, fetchDetails: context.fetchDetails && (hasLeft || hasChangedJob) },
		);
		const happenings: Happening[] = [
			...(hasLeft ? leaverEvents(envelope, described.employee, context) : []),
			{ eventType: 'employee.updated' },
			...(hasChangedJob ? [{ eventType: 'employee.job_changed' } as const] : []),
			...tableEvents(envelope.data, context),
		];
		const interpretation = interpretationOf(
			happenings.map((happening) => ({ changedFields, ...happening })),
			described,
			{ occurredAt: instantOf(envelope.fired_at) },
			mayHaveLeft ? MAY_HAVE_LEFT : null,
		);
		return left === false
			? { ...interpretation, undone: { employeeId: envelope.id, what: ['leaving'] } }
			: interpretation;
	},
});

/**
 * Workable has no termination date, so the day of the change is the last day. Offboarding takes effect at the end of
 * the day where the person works. In the company's time zone this may be another day. If the delivery does not say when
 * it happened, the last day is the day of the execution.
 */
function leaverEvents(
	envelope: Envelope,
	employee: Employee,
	{ timeZone, today }: InterpretContext,
): Happening[] {
	const date = dayIn(employee.timezone ?? timeZone, instantOf(envelope.fired_at)) ?? today;
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

/** One event for each row of the changed groups. A group that has lost all its rows is one event without a row. */
function tableEvents(
	data: Readonly<Record<string, unknown>>,
	{ api, includePayTables }: InterpretContext,
): Happening[] {
	const notes = { unread: api.unread, what: whatIs(NAME) };
	return [...rowsByTable(data, notes)].flatMap(([name, rows]) =>
		(rows.length === 0 ? [undefined] : rows).map((row, position) => {
			const table = tableEntry(name, row, { includePayTables });
			return {
				eventType: 'table.entry_updated' as const,
				effectiveDate: table.effectiveDate,
				table,
				identity: { row: String(position) },
			};
		}),
	);
}
