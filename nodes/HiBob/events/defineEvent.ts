import { fieldsIn, misfit } from '../../shared/interpret/tell';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
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
			const delivery = { vendor: 'HiBob', delivery: name };
			const envelope = envelopeSchema.safeParse(body);
			if (!envelope.success) {
				return misfit(delivery, fieldsIn(envelope.error));
			}
			const ids = idsIn(envelope.data.data);
			const found = { ...notificationOf(envelope.data, context), ...ids };
			if (isComplete(found)) return await event.interpret(found, context);
			const missing = about.filter((id) => ids[id] === null).map((id) => NAMES[id]);
			return misfit(delivery, missing, ids.employeeId);
		},
	};
}
