import type { Interpretation, InterpretContext, NativeEvent } from '../vendor';

/** A native event, with the method that reads its deliveries. */
export interface ReadableEvent extends NativeEvent {
	/** Reads a delivery. A delivery that does not fit is unrecognised, with the reason. */
	read(body: unknown, context: InterpretContext): Promise<Interpretation>;
}

/**
 * Reads each proven delivery by its event.
 * @param vendorName the vendor's name as people know it
 * @param eventOf finds the event for a name that the vendor delivers
 */
export function interpretBy(
	vendorName: string,
	eventOf: (nativeType: string) => ReadableEvent | undefined,
) {
	return async (
		{ nativeType, body }: { nativeType: string; body: unknown },
		context: InterpretContext,
	): Promise<Interpretation> => {
		const event = eventOf(nativeType);
		if (event !== undefined) return await event.read(body, context);
		const reason = `${vendorName} sent an event that is not known here: ${nativeType}.`;
		return { events: [], unrecognised: { reason } };
	};
}
