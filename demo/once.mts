import { setTimeout as sleep } from 'node:timers/promises';
import { pollUntil, runManually, type Workflow } from '../e2e/support/index.mts';
import { isArrivalAt, type Arrival } from './arrivals.mts';
import { isArrivalOf, type Due } from './clockButtons.mts';
import type { Demo } from './demo.mts';
import { explain } from './errors.mts';
import { table } from './table.mts';
import type { Button, VendorDemo } from './vendors/types.mts';

/** The vendor's limit can make an execution wait for a while. */
const ARRIVAL_TIMEOUT_MS = 60_000;
/** A schedule trigger polls once a minute, and on a busy machine n8n needs a minute to start. */
const POLL_TIMEOUT_MS = 180_000;
/** How long to look for more than was expected. */
const SURPLUS_MS = 1_500;
const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/** One line of the result. */
interface Outcome {
	what: string;
	cameOut: string;
	/** Empty if it is what was expected. */
	problem: string;
}

/** Presses every button once, runs what starts by hand, prints a table; true if all is well. */
export async function pressEverything(
	demo: Demo,
	signal: AbortSignal,
	say: (line: string) => void,
): Promise<boolean> {
	const outcomes = await pressButtons(demo, signal, say);
	outcomes.push(...(await moveClock(demo, signal, say)));
	for (const workflow of demo.workflows) {
		const outcome = await runByHand(demo, workflow);
		if (outcome) outcomes.push(outcome);
	}
	for (const vendor of demo.vendors) {
		for (const violation of vendor.violations()) {
			outcomes.push({ what: vendor.title, cameOut: '', problem: `NO: not allowed: ${violation}` });
		}
	}
	say('');
	say(
		table([
			['Pressed', 'Came out in n8n', 'As expected'],
			...outcomes.map(({ what, cameOut, problem }) => [what, cameOut, problem || 'yes']),
		]),
	);
	return outcomes.every(({ problem }) => problem === '');
}

/** Presses the buttons of each vendor one after the other; the vendors know nothing of each other. */
async function pressButtons(
	demo: Demo,
	signal: AbortSignal,
	say: (line: string) => void,
): Promise<Outcome[]> {
	const ofEachVendor = demo.vendors.map(async (vendor) => {
		const outcomes: Outcome[] = [];
		for (const button of vendor.buttons) {
			signal.throwIfAborted();
			say(`Pressing "${button.label}" of ${vendor.title} …`);
			outcomes.push(await press(demo, vendor, button, signal));
		}
		return outcomes;
	});
	return (await Promise.all(ofEachVendor)).flat();
}

async function press(
	{ arrivals }: Demo,
	vendor: VendorDemo,
	button: Button,
	signal: AbortSignal,
): Promise<Outcome> {
	const { label, expects } = button;
	const before = arrivals.all.length;
	const news = () =>
		arrivals.all.slice(before).filter((arrival) => isArrivalAt(vendor.title, arrival));
	const allAreHere = () => {
		signal.throwIfAborted();
		const types = typesOf(news());
		return expects.every((type) => types.includes(type)) || undefined;
	};
	let problem: string;
	try {
		await button.press();
		await vendor.idle();
		await pollUntil(allAreHere, { what: expects.join(', '), timeoutMs: ARRIVAL_TIMEOUT_MS });
		await sleep(SURPLUS_MS);
		problem = problemOf(news(), expects);
	} catch (error) {
		problem = `NO: ${explain(error).trim()}`;
	}
	const cameOut = typesOf(news()).join(', ') || 'nothing';
	return { what: `${vendor.title}: ${label}`, cameOut, problem };
}

function problemOf(arrivals: readonly Arrival[], expects: readonly string[]): string {
	const failed = arrivals.find(({ hasFailed }) => hasFailed);
	if (failed) return `NO: execution ${failed.executionId} failed: ${failed.summary}`;
	if (typesOf(arrivals).join() === expects.toSorted().join()) return '';
	return `NO: expected ${expects.join(', ') || 'nothing'}`;
}

/** What came by webhook. A schedule trigger may look at any moment: what it finds belongs to no button. */
function typesOf(arrivals: readonly Arrival[]): string[] {
	return arrivals
		.filter(({ delivery }) => delivery === 'webhook')
		.flatMap(({ eventType }) => eventType ?? [])
		.toSorted();
}

/**
 * Presses the buttons that move the clock, one right after the other: what was due on the next day may
 * come only after the week in which n8n was off.
 */
async function moveClock(
	{ arrivals, clock }: Demo,
	signal: AbortSignal,
	say: (line: string) => void,
): Promise<Outcome[]> {
	const before = arrivals.all.length;
	const news = () => arrivals.all.slice(before);
	const pressed: Array<{ label: string; due: readonly Due[]; problem: string }> = [];
	for (const { label, press } of clock) {
		signal.throwIfAborted();
		say(`Pressing "${label}" …`);
		try {
			pressed.push({ label, due: (await press()).due, problem: '' });
		} catch (error) {
			pressed.push({ label, due: [], problem: `NO: ${explain(error).trim()}` });
		}
	}
	const due = pressed.flatMap((one) => one.due);
	const timesOf = (one: Due) => news().filter((arrival) => isArrivalOf(one, arrival)).length;
	const allAreHere = () => {
		signal.throwIfAborted();
		return due.every((one) => timesOf(one) > 0) || undefined;
	};
	// What is missing is in the table.
	await pollUntil(allAreHere, { what: 'the days', timeoutMs: POLL_TIMEOUT_MS }).catch(
		() => undefined,
	);
	signal.throwIfAborted();
	await sleep(SURPLUS_MS);
	return pressed.map(({ label, due, problem }) => {
		const isThere = (one: Due) => timesOf(one) === 1;
		const wrong = due
			.filter((one) => !isThere(one))
			.map((one) => `${timesOf(one)} × ${nameOf(one)}`);
		const failed = news().find(({ hasFailed }) => hasFailed);
		return {
			what: `Time: ${label}`,
			cameOut: `${due.filter(isThere).length} of ${due.length} on their own day`,
			problem:
				problem ||
				(failed ? `NO: execution ${failed.executionId} failed: ${failed.summary}` : '') ||
				(wrong.length > 0 ? `NO: ${wrong.join(', ')}` : ''),
		};
	});
}

function nameOf({ vendor, eventType, effectiveDate }: Due): string {
	return `${vendor} ${eventType} ${effectiveDate}`;
}

async function runByHand({ n8n }: Demo, workflow: Workflow): Promise<Outcome | undefined> {
	const start = workflow.nodes.find(({ type }) => type === MANUAL_TRIGGER);
	if (!start) return undefined;
	const { status, error } = await runManually(n8n, workflow, start.name);
	const problem = status === 'success' ? '' : `NO: ${error ?? status}`;
	return { what: `Run by hand: ${workflow.name}`, cameOut: status, problem };
}
