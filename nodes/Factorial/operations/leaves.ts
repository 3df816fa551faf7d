import type { IExecuteFunctions } from 'n8n-workflow';

import { field, valueOf } from '../../shared/actions/field';
import { yesOrNo } from '../../shared/actions/kind';
import type { FoundRecord } from '../../shared/actions/operation';
import { sentOf } from '../../shared/reading/sent';
import type { LeaveRecord, LeaveType } from '../records/leave';
import { normaliseLeave } from '../records/leave';

/** The parameter that asks for the days of leaves. Operations that read leaves share it. */
export const includeDays = field(
	{
		displayName: 'Include Days',
		name: 'includeDays',
		type: 'boolean',
		default: false,
		description: 'Whether to add which days each leave takes',
	},
	yesOrNo,
);

/** Whether the output contains the days of leaves. */
export function wantsDays(context: IExecuteFunctions, itemIndex: number): boolean {
	return valueOf(context, includeDays, itemIndex);
}

/** A leave as a record, with the person it belongs to. */
export function leaveRecord(
	record: LeaveRecord,
	types: ReadonlyMap<string, LeaveType>,
	wish: { withDays: boolean },
): FoundRecord {
	return {
		normalised: { employeeId: record.employee_id, ...normaliseLeave(record, types, wish) },
		raw: sentOf(record),
	};
}
