import type { ReadableEvent } from '../../shared/interpret/interpretBy';
import { misfitDelivery } from '../../shared/interpret/interpretation';
import { readAs } from '../../shared/reading/readAs';
import type { Interpretation, InterpretContext, NativeEvent } from '../../shared/vendor';
import type { DeliveryIds, Notification } from './delivery';
import { envelopeSchema, idsIn, notificationOf } from './delivery';

/** One event of HiBob: its name and its meaning. */
export type HiBobEvent = ReadableEvent;

type IdName = 'employeeId' | 'tableId' | 'requestId';

const NAMES: Readonly<Record<IdName, string>> = {
	employeeId: 'data.employeeId',
	tableId: 'data.tableId',
	requestId: 'data.timeoffRequestId',
};

type Found<A extends IdName> = Notification & DeliveryIds & Readonly<Record<A, string>>;

/**
 * Defines an event by its meaning.
 * @param about the ids that a delivery needs to have a meaning
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
			const envelope = readAs(envelopeSchema, body);
			if (!('value' in envelope)) return misfitDelivery(delivery, envelope.misfits);
			context.api.unread.note(`the delivery ${name}`, envelope.unread);
			const ids = idsIn(envelope.value.data);
			const found = { ...notificationOf(envelope.value, context), ...ids };
			if (isComplete(found)) return await event.interpret(found, context);
			const missing = about.filter((id) => ids[id] === null).map((id) => NAMES[id]);
			return misfitDelivery(delivery, missing, ids.employeeId);
		},
	};
}
