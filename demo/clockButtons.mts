import type { N8n } from '../e2e/support/index.mts';
import { isArrivalAt, type Arrival, type Arrivals } from './arrivals.mts';
import { DemoError } from './errors.mts';
import { dayFromNow } from './vendors/days.mts';
import type { VendorDemo } from './vendors/types.mts';
import { now, type Clock } from '../e2e/support/clock.mts';

/** What has to come out of a vendor's schedule trigger. */
export interface Due {
	/** The vendor's title. */
	readonly vendor: string;
	readonly eventType: string;
	/** `YYYY-MM-DD` */
	readonly effectiveDate: string;
}

/** A button on the control page that moves the clock. */
export interface ClockButton {
	/** Part of an address: lower-case letters and dashes. */
	readonly id: string;
	readonly label: string;
	readonly description: string;
	/** Moves the clock; says what happened, and what has to be due now. */
	press(): Promise<{ readonly message: string; readonly due: readonly Due[] }>;
}

const DAYS_OFF = 7;

/** At this time of day, as this machine counts it, a day of the demo begins: everything due is due by then. */
const MORNING_HOUR = 9;

/** What the buttons act on. */
interface Parts {
	readonly n8n: Pick<N8n, 'stop' | 'restart'>;
	readonly vendors: readonly VendorDemo[];
	readonly arrivals: Pick<Arrivals, 'withoutN8n'>;
	/** Comes when the demo ends: n8n must not be started again after that. */
	readonly signal: AbortSignal;
}

/** The buttons that move the clock of the simulated companies and of n8n. */
export function clockButtons(
	clock: Clock,
	{ n8n, vendors, arrivals, signal }: Parts,
): ClockButton[] {
	let isMoving = false;

	/** Two moves at once would be two clocks. */
	async function alone<T>(move: () => Promise<T>): Promise<T> {
		if (isMoving) throw new DemoError('The clock is being moved. Wait until that is done.');
		isMoving = true;
		try {
			return await move();
		} finally {
			isMoving = false;
		}
	}

	async function nextDay() {
		const tomorrow = dayFromNow(1);
		for (const { days } of vendors) days.hire(tomorrow);
		await Promise.all(vendors.map((vendor) => vendor.idle()));
		await clock.moveTo(nextMorning());
		return {
			message: `It is ${told(now())}. At each vendor somebody starts today. The schedule triggers of n8n look within a minute.`,
			due: vendors.map(({ title }) => dueAt(title, 'employee.started', tomorrow)),
		};
	}

	async function weekOff() {
		const due: Due[] = [];
		const offSince = told(now());
		await arrivals.withoutN8n(async () => {
			await n8n.stop();
			for (let day = 1; day <= DAYS_OFF; day += 1) {
				await clock.moveTo(nextMorning());
				for (const vendor of vendors) due.push(...happensOn(day, vendor));
			}
			// No vendor goes on trying for a week.
			for (const vendor of vendors) vendor.giveUp();
			signal.throwIfAborted();
			await n8n.restart();
		});
		return {
			message: `n8n was off from ${offSince} to ${told(now())}. It has started again, and its schedule triggers look.`,
			due,
		};
	}

	return [
		{
			id: 'next-day',
			label: 'Next day',
			description:
				'At each vendor somebody is hired who starts tomorrow. Then the clock of the companies and of n8n moves to nine in the morning of the next day. The vendors send nothing for it: the schedule triggers find it when they look, within a minute.',
			press: () => alone(nextDay),
		},
		{
			id: 'week-off',
			label: 'n8n was off for a week',
			description:
				'n8n is stopped, and seven days go by: at each vendor somebody is hired and starts, somebody is away and comes back, somebody leaves (not at Workable, which keeps no last day). The vendors give up what they could not deliver. Then n8n starts, and what was due comes, each with its own day. This takes some seconds.',
			press: () => alone(weekOff),
		},
	];
}

function nextMorning(): number {
	const morning = new Date(now());
	morning.setDate(morning.getDate() + 1);
	return morning.setHours(MORNING_HOUR, 0, 0, 0);
}

/** What happens at a vendor on a day on which n8n is off, and what that makes due. */
function happensOn(day: number, { title, days }: VendorDemo): Due[] {
	const [today, later, end] = [dayFromNow(0), dayFromNow(2), dayFromNow(3)];
	if (day === 1) {
		days.hire(later);
		return [dueAt(title, 'employee.started', later)];
	}
	if (day === 2 && days.goAway(today, later)) {
		return [dueAt(title, 'leave.started', today), dueAt(title, 'leave.ended', later)];
	}
	if (day === 3 && days.leave?.(end)) return [dueAt(title, 'employee.access_ended', end)];
	return [];
}

function dueAt(vendor: string, eventType: string, effectiveDate: string): Due {
	return { vendor, eventType, effectiveDate };
}

/** Whether something that was due has arrived. */
export function isArrivalOf(
	{ vendor, eventType, effectiveDate }: Due,
	arrival: Pick<Arrival, 'workflow' | 'delivery' | 'eventType' | 'effectiveDate'>,
): boolean {
	return (
		isArrivalAt(vendor, arrival) &&
		arrival.delivery === 'schedule' &&
		arrival.eventType === eventType &&
		arrival.effectiveDate === effectiveDate
	);
}

/** A time for people, such as `Tuesday, 1 December 2026 at 09:00`. */
export function told(time: number): string {
	return new Date(time).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' });
}
