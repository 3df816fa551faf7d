import { employee } from '../../shared/model/employee';
import type { HrEventDraft } from '../../shared/model/draft';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
import type { Described } from '../records/read';
import type { DeliveryIds, Notification } from './delivery';
import { envelopeSchema, idsIn, notificationOf } from './delivery';

/** One event of HiBob: what it is called and what it means. */
export interface HiBobEvent extends NativeEvent {
	/** Reads a delivery; one that does not fit is unrecognised, with the reason. */
	read(body: unknown, context: InterpretContext): Promise<Interpretation>;
}

type IdName = 'employeeId' | 'tableId' | 'requestId';

const NAMES: Readonly<Record<IdName, string>> = {
	employeeId: 'data.employeeId',
	tableId: 'data.tableId',
	requestId: 'data.timeoffRequestId',
};

type Found<A extends IdName> = Notification & DeliveryIds & Readonly<Record<A, string>>;

/**
 * Makes an event of its meaning.
 * @param about the ids without which it has no meaning
 */
export function defineEvent<A extends IdName>(
	event: NativeEvent & {
		readonly about: readonly A[];
		interpret(notification: Found<A>, context: InterpretContext): Promise<Interpretation>;
	},
): HiBobEvent {
	const { name, label, description, produces, about } = event;
	const isComplete = (found: Notification & DeliveryIds): found is Found<A> =>
		about.every((id) => found[id] !== null);
	return {
		name,
		label,
		description,
		produces,
		async read(body, context) {
			const envelope = envelopeSchema.safeParse(body);
			if (!envelope.success) {
				const fields = envelope.error.issues.map(({ path }) => path.join('.') || 'the body');
				return misfit(name, [...new Set(fields)], null);
			}
			const ids = idsIn(envelope.data.data);
			const found = { ...notificationOf(envelope.data, context), ...ids };
			if (isComplete(found)) return await event.interpret(found, context);
			const missing = about.filter((id) => ids[id] === null).map((id) => NAMES[id]);
			return misfit(name, missing, ids.employeeId);
		},
	};
}

/** Names the fields, never their values. */
function misfit(
	name: string,
	fields: readonly string[],
	employeeId: string | null,
): Interpretation {
	return {
		events: [],
		unrecognised: {
			reason: `The delivery ${name} does not look as HiBob documents it: ${fields.join(', ')}.`,
			employee: employee({ id: employeeId }),
		},
	};
}

/** The part of an event that says what happened. */
export type Happening = Pick<HrEventDraft, 'eventType'> & Partial<HrEventDraft>;

/**
 * What a delivery says: what happened to whom, and when.
 * @param undecided why something about it cannot be told; null if everything can
 */
export function tell(
	happenings: readonly Happening[],
	described: Described,
	{ occurredAt, actor }: Pick<Notification, 'occurredAt' | 'actor'>,
	undecided: string | null = null,
): Interpretation {
	return {
		events: happenings.map((happening) => ({ occurredAt, actor, ...described, ...happening })),
		...(undecided === null
			? {}
			: { unrecognised: { reason: undecided, employee: described.employee } }),
	};
}
