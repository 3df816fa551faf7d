import { EVENT_TYPES, factsOf } from '../model/eventTypes';

/*
 * What stands below the name of a trigger on the canvas: the chosen events. n8n evaluates these expressions in the
 * editor.
 */

/** Pairs, and not an object: n8n takes two closing braces for the end of the expression. */
const LABELS = JSON.stringify(EVENT_TYPES.map((type) => [type, factsOf(type).label]));

const HR_EVENTS = `$parameter["hrEvents"].map((type) => (${LABELS}.find((one) => one[0] === type) ?? ["", type])[1])`;

/** For a trigger that receives webhooks. */
export const TRIGGER_SUBTITLE = `={{ ($parameter["listenFor"] === "vendorEvents" ? $parameter["vendorEvents"] : ${HR_EVENTS}).join(", ") }}`;

/** For a schedule trigger. */
export const SCHEDULE_SUBTITLE = `={{ ${HR_EVENTS}.join(", ") }}`;
