import { owner } from '../e2e/support/index.mts';
import type { Arrival } from './arrivals.mts';
import type { Demo } from './demo.mts';
import { workflowsUrl } from './n8nPages.mts';

/** What to do now that everything runs. */
export function welcome({ n8n, clock, controlUrl, vendors, workflows }: Demo): string {
	const titles = vendors.map(({ title }) => title).join(' or ');
	return `
The demo is running.

  n8n            ${workflowsUrl(n8n)}
    e-mail       ${owner.email}
    password     ${owner.password}
  Control page   ${controlUrl}

1. Open the control page and press "${vendors[0]?.buttons[0]?.label}" of ${titles}: the simulated HR system sends its webhooks to n8n.
2. See below, or on the page, what arrived. On the page, follow the link to the execution in n8n.
3. Press "${clock[0]?.label}": the clock of the HR systems and of n8n moves, and the schedule triggers find what is due.
4. Open the workflow "${workflows[0]?.name}" in n8n, change it, publish it again. For a workflow of your own, choose the credential with "(demo)" in its name.

n8n runs with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true: it answers faster, and your own n8n can have it too (docs/performance.md).
Nothing leaves this machine, and nothing is kept. Ctrl-C ends everything.

What arrives:`;
}

/** One line per event that arrived. */
export function arrivalLine({ at, executionId, workflow, ...what }: Arrival): string {
	const { eventType, summary, hasFailed } = what;
	const time = new Date(at).toLocaleTimeString('en-GB');
	const event = hasFailed ? 'FAILED' : (eventType ?? '-');
	return `${time}  ${event.padEnd(32)}  ${summary}  (${workflow}, execution ${executionId})`;
}
