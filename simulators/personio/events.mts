/** Everything a webhook can be for; `ping` is sent besides, on request. */
export const EVENT_TYPES = [
	'person.created',
	'person.updated',
	'person.deleted',
	'employment.created',
	'employment.updated',
	'employment.updated.cost-centers',
	'employment.deleted',
	'employment.started',
	'employment.terminated',
	'absence-period.created',
	'absence-period.updated.timerange',
	'absence-period.updated.status',
	'absence-period.deleted',
	'attendance-period.created',
	'attendance-period.updated',
	'attendance-period.deleted',
	'document.created',
	'document.updated',
	'document.deleted',
	'document.signed',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The body of a delivery. There is no id of the event in it. */
export interface EventBody {
	company_id: string;
	event_name: string;
	occurred_at: string;
	/** Ids, nothing else. */
	payload: Record<string, unknown>;
	meta: Record<string, unknown>;
}

/** How payloads are written, where documentation and traffic differ or are silent. */
export interface PayloadOptions {
	/** `absence_period`, as really sent, or `absence-period`, as documented. Default `underscore`. */
	payloadKeys: 'underscore' | 'hyphen';
	/** Employment events name the person, too. Default true. */
	personInPayload: boolean;
}

/** The key a family of events has its subject under. */
export function familyKey(eventName: string, keys: PayloadOptions['payloadKeys']): string {
	const family = eventName.split('.', 1)[0] ?? '';
	return keys === 'underscore' ? family.replaceAll('-', '_') : family;
}

/** The payload of an event about one subject; only employments have a person to name besides. */
export function payloadOf(
	eventName: string,
	id: string,
	{ payloadKeys, personInPayload }: PayloadOptions,
	personId?: string,
): Record<string, unknown> {
	return {
		[familyKey(eventName, payloadKeys)]: { id },
		...(personInPayload && personId !== undefined && { person: { id: personId } }),
	};
}

/** Whether a value is the name of an event that webhooks can be for. */
export function isEventType(value: unknown): value is EventType {
	return EVENT_TYPES.some((name) => name === value);
}
