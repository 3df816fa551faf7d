import { isArrivalAt, type Arrival } from '../arrivals.mts';

/** A press of a button. */
export interface Press {
	/** The vendor's title; null for a button that moves the clock. */
	readonly vendor: string | null;
	readonly button: string;
	/** By the clock of the demo, in epoch milliseconds. */
	readonly at: number;
}

/**
 * What arrived because a button was pressed: what came by webhook since the last press of this button and before another
 * button of the vendor was pressed; and what polls found since the clock was moved. A delivery that the vendor repeats
 * late may appear at another button.
 * @param presses all so far, the oldest first
 * @param arrivals all so far, the oldest first
 */
export function arrivalsOf(
	{ vendor, button }: Pick<Press, 'vendor' | 'button'>,
	presses: readonly Press[],
	arrivals: readonly Arrival[],
): Arrival[] {
	const ofSameKind = presses.filter((press) => press.vendor === vendor);
	const index = ofSameKind.findLastIndex((press) => press.button === button);
	const { at: from = Infinity } = ofSameKind[index] ?? {};
	const { at: until = Infinity } = ofSameKind[index + 1] ?? {};
	const isCaused = ({ at }: Arrival) => Date.parse(at) >= from && Date.parse(at) < until;
	return arrivals
		.filter(isCaused)
		.filter((arrival) =>
			vendor === null
				? arrival.delivery === 'schedule'
				: arrival.delivery !== 'schedule' && isArrivalAt(vendor, arrival),
		);
}
