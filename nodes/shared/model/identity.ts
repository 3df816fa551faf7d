import { createHash } from 'crypto';

import type { HrEventDraft } from './draft';

type Part = string | null | undefined;

/**
 * The same text for every repeat of the same fact, however and however often it is told;
 * unique within one account at the vendor. The time of arrival never enters it.
 * @param vendor the vendor's name
 * @param event what the vendor folder says of the event
 * @param delivery what tells two deliveries of this vendor apart, for facts that have no
 *   identity of their own (a change of a record)
 * @returns SHA-256 over the parts, hex
 */
export function eventIdOf(vendor: string, event: HrEventDraft, delivery: readonly Part[]): string {
	const parts = [vendor, event.eventType, ...factOf(event, delivery)];
	return createHash('sha256')
		.update(JSON.stringify(parts.map((part) => part ?? null)))
		.digest('hex');
}

function factOf(event: HrEventDraft, delivery: readonly Part[]): readonly Part[] {
	const { employee, leave, termination } = event;
	const employment = event.identity?.employmentId ?? employee.id;
	switch (event.eventType) {
		case 'employee.created':
		case 'employee.deleted':
			return [employee.id];
		case 'employee.hired':
			return [employment];
		case 'employee.started':
		case 'employee.rehired':
			return [employee.id, employee.startDate];
		case 'employee.termination_scheduled':
			return [
				employment,
				termination?.date,
				termination?.lastWorkingDate,
				termination?.noticeDate,
				event.identity?.statedAt,
				// Where access ends on a day of its own, moving that day is news.
				...(termination?.accessEndDate == null ? [] : [termination.accessEndDate]),
			];
		case 'employee.access_ended':
			return [employee.id, lastDayOf(termination) ?? 'inactive'];
		case 'employee.terminated':
			return [employee.id, termination?.date ?? 'inactive'];
		case 'leave.updated':
			// The vendor's word: several of its states may be the same for the model.
			return [
				leave?.id ?? employee.id,
				leave?.startDate,
				leave?.endDate,
				leave?.statusRaw ?? leave?.status,
			];
		case 'leave.requested':
		case 'leave.approved':
		case 'leave.declined':
		case 'leave.cancelled':
		case 'leave.started':
		case 'leave.ended':
			return [leave?.id ?? employee.id, leave?.startDate, leave?.endDate];
		case 'leave.created':
			return [leave?.id ?? employee.id, leave?.startDate, leave?.endDate, leave?.statusRaw];
		case 'employee.transferred':
			// Told by the employment that ends and by the one that begins.
			if (event.effectiveDate != null) return [employee.id, event.effectiveDate];
			return deliveryOf(event, delivery);
		default:
			return deliveryOf(event, delivery);
	}
}

/** The last day somebody needs what they were given. */
function lastDayOf(termination: HrEventDraft['termination']): Part {
	return termination?.accessEndDate ?? termination?.lastWorkingDate ?? termination?.date;
}

function deliveryOf({ table, identity }: HrEventDraft, delivery: readonly Part[]): readonly Part[] {
	return [...delivery, table?.name, table?.entryId ?? identity?.row];
}
