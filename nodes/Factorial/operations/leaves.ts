import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { FoundRecord } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import type { LeaveRecord, LeaveType } from '../records/leave';
import { normaliseLeave } from '../records/leave';

export const withDaysField: INodeProperties = {
	displayName: 'Include Days',
	name: 'includeDays',
	type: 'boolean',
	default: false,
	description: 'Whether to read which days each leave takes',
};

/** Whether the days of leaves are asked for. */
export function wantsDays(context: IExecuteFunctions, itemIndex: number): boolean {
	return context.getNodeParameter('includeDays', itemIndex, false) === true;
}

/** A leave as a record, with the person it belongs to. */
export function leaveRecord(
	record: LeaveRecord,
	types: ReadonlyMap<string, LeaveType>,
): FoundRecord {
	return {
		normalised: { employeeId: record.employee_id, ...normaliseLeave(record, types) },
		raw: asData(record),
	};
}
