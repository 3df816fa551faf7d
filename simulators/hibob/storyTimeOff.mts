import type { Events } from './events.mts';
import { PRIVATE_MARK } from './private.mts';
import type { HiBobState } from './state.mts';
import type { TimeOffRequest, TimeOffWish } from './timeoff.mts';
import { buildRequest, policyTypeNamed, wishOf } from './timeoff.mts';

/** Verbs about time off. A verb that makes a request returns its id. */
export interface TimeOffVerbs {
	/** Requests of some types are approved at once. Then there are two events. */
	requestTimeOff(wish: TimeOffWish): number;
	approveTimeOff(requestId: number): void;
	declineTimeOff(requestId: number): void;
	cancelTimeOff(requestId: number): void;
	deleteTimeOff(requestId: number): void;
	/** Other dates make a new request in place of the old one. */
	moveTimeOff(requestId: number, dates: { from: string; to?: string }): number;
	/** Changes anything but the dates. */
	editTimeOff(requestId: number, changes: { description: string }): void;
	/** Approved from the beginning. */
	importTimeOff(wish: TimeOffWish): number;
	/** Of an open-ended request. */
	setEndDate(requestId: number, end: { to: string }): void;
}

/** Makes the verbs about time off. */
export function createTimeOffVerbs(
	state: HiBobState,
	events: Events,
	{ editRemovesOld }: { editRemovesOld: boolean },
): TimeOffVerbs {
	function add(wish: TimeOffWish): TimeOffRequest {
		state.person(wish.employeeId);
		const request = buildRequest(wish, state.nextRequestId(), state.timestamp());
		state.timeOff.set(request.requestId, request);
		return request;
	}

	function change(id: number, changes: Readonly<Record<string, unknown>>): TimeOffRequest {
		const request = { ...state.request(id), ...changes };
		state.timeOff.set(id, request);
		return request;
	}

	function tell(action: string, { employeeId, requestId }: TimeOffRequest, more?: object): void {
		events.timeOff(action, employeeId, requestId, more);
	}

	function approve(id: number): TimeOffRequest {
		const { displayName } = state.admin;
		const decision = { approvedBy: displayName, approvedAt: state.timestamp() };
		const request = change(id, { status: 'approved', approved: true, ...decision });
		state.remember(request, 'Created', false);
		return request;
	}

	function requestTimeOff(wish: TimeOffWish): number {
		const request = add(wish);
		const id = request.requestId;
		const isAutomatic =
			wish.autoApprove ?? policyTypeNamed(wish.policyType ?? 'Holiday').autoApproved;
		const entered = isAutomatic ? approve(id) : request;
		if (!isAutomatic) state.remember(request, 'Pending', true);
		tell('requested', entered);
		if (isAutomatic) tell('approved', entered);
		return id;
	}

	/** Takes a request away, from those who were told of it when it was pending or approved. */
	function remove(id: number, status: 'canceled' | 'disapproved' | 'deleted'): TimeOffRequest {
		const wasPending = state.request(id).status === 'pending';
		const request = change(id, { status, approved: false, ...(wasDeclined(status) ?? {}) });
		state.remember(request, status === 'deleted' ? 'Deleted' : 'Canceled', wasPending);
		return request;
	}

	function wasDeclined(status: string): object | undefined {
		if (status !== 'disapproved') return undefined;
		return {
			declinedBy: state.admin.displayName,
			declinedAt: state.timestamp(),
			declineReason: `${PRIVATE_MARK}decline-reason`,
		};
	}

	function moveTimeOff(id: number, { from, to = from }: { from: string; to?: string }): number {
		const old = state.request(id);
		const made = add({ ...wishOf(old), from, to });
		const originalRequestId = Number(old['originalRequestId'] ?? id);
		const links = { previousRequestId: id, originalRequestId };
		const decision = { status: old.status, approved: old['approved'] };
		const approval = { approvedBy: old['approvedBy'], approvedAt: old['approvedAt'] };
		const request = change(made.requestId, { ...links, ...decision, ...approval });
		const isPending = old.status === 'pending';
		const gone = change(id, { status: 'canceled', approved: false });
		if (editRemovesOld) state.remember(gone, 'Canceled', isPending);
		state.remember(request, isPending ? 'Pending' : 'Created', isPending);
		tell('updated', request, links);
		return request.requestId;
	}

	function setEndDate(id: number, { to }: { to: string }): void {
		const old = state.request(id);
		if (old.type !== 'openEnded') throw new Error(`Request ${id} is not open-ended`);
		const { employeeId, type, startDate, durationUnit, totalDuration, totalCost } = buildRequest(
			{ ...wishOf(old), type: 'days', to },
			id,
			'',
		);
		const dates = { startDate, endDate: to, endPortion: 'all_day' };
		const totals = { durationUnit, totalDuration, totalCost };
		const request = change(id, { employeeId, type, ...dates, ...totals });
		if (request.status === 'approved') state.remember(request, 'Created', false);
		else state.remember(request, 'Pending', true);
		tell('setEndDate', request);
	}

	return {
		requestTimeOff,
		approveTimeOff: (id) => tell('approved', approve(id)),
		declineTimeOff: (id) => tell('declined', remove(id, 'disapproved')),
		cancelTimeOff: (id) => tell('cancelled', remove(id, 'canceled')),
		deleteTimeOff: (id) => tell('deleted', remove(id, 'deleted')),
		moveTimeOff,
		editTimeOff: (id, { description }) => tell('updated', change(id, { description })),
		importTimeOff: (wish) => {
			const request = approve(add(wish).requestId);
			tell('imported', request);
			return request.requestId;
		},
		setEndDate,
	};
}
