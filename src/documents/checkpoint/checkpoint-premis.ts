import { some } from '../../domain/words/counted.ts';
import { BAG_FILES, CHECKPOINT_KINDS } from '../../domain/checkpoints/checkpoint.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { escapeHtml } from '../kit/html.ts';

/** XML has no way to write these at all: they are spelt out, as what a terminal would obey is. */
const escapeXml = (text: string): string =>
  escapeHtml(text).replace(
    /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16)}`,
  );

interface PremisEvent {
  readonly id: string;
  /** Of the Library of Congress's vocabulary for preservation events. */
  readonly type: string;
  readonly at: string;
  readonly detail: string;
  readonly agent: 'programmet' | 'den-som-intygar';
}

/**
 * What has been done, as PREMIS 3 for an archive that reads it. It rests on the same statement as the rest of the bag
 * and adds nothing. It is valid by the schema of PREMIS 3.0 that the Library of Congress publishes.
 */
export function premisXml(statement: CheckpointStatement, program: string): string {
  const { checkpoint, kind, event, sources, effectiveAt, by, isPseudonymised, headBefore, source } =
    statement;
  const events: readonly PremisEvent[] = [
    ...sources.map(({ sourceNo, kind: list, exportedOn, importedAt, sha256, rows }): PremisEvent => ({
      id: `kalla-${sourceNo}`,
      type: 'ingestion',
      at: importedAt,
      detail: `Lista ${list}${exportedOn === null ? '' : ` uttagen ${exportedOn}`}, ${some(rows, 'rad')}, sha256 ${sha256}`,
      agent: 'programmet',
    })),
    {
      id: checkpoint,
      type: kind === 'read-only' ? 'modification' : 'validation',
      at: effectiveAt,
      detail: `${CHECKPOINT_KINDS[kind]} i ${source}. Händelse ${event.seq} i loggen, efter händelse ${headBefore.seq}`,
      agent: 'den-som-intygar',
    },
    {
      id: `${checkpoint}-kopia`,
      type: isPseudonymised ? 'redaction' : 'replication',
      at: event.recordedAt,
      detail: isPseudonymised
        ? 'Läget skrivet utan personuppgifter'
        : `Registret kopierat till ${BAG_FILES.register}`,
      agent: 'programmet',
    },
    {
      id: `${checkpoint}-kontrollsummor`,
      type: 'message digest calculation',
      at: event.recordedAt,
      detail: `sha512 av alla filer i ${BAG_FILES.manifest}`,
      agent: 'programmet',
    },
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<premis:premis xmlns:premis="http://www.loc.gov/premis/v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0">
  <premis:object xsi:type="premis:representation">
    ${identifier('object', checkpoint)}
  </premis:object>
${events.map(eventXml).join('\n')}
  <premis:agent>
    ${identifier('agent', 'programmet')}
    <premis:agentName>${escapeXml(program)}</premis:agentName>
    <premis:agentType>software</premis:agentType>
  </premis:agent>
  <premis:agent>
    ${identifier('agent', 'den-som-intygar')}
    <premis:agentName>${escapeXml(by)}</premis:agentName>
    <premis:agentType>person</premis:agentType>
  </premis:agent>
</premis:premis>
`;

  function eventXml({ id, type, at, detail, agent }: PremisEvent): string {
    return `  <premis:event>
    ${identifier('event', id)}
    <premis:eventType>${type}</premis:eventType>
    <premis:eventDateTime>${at}</premis:eventDateTime>
    <premis:eventDetailInformation><premis:eventDetail>${escapeXml(detail)}</premis:eventDetail></premis:eventDetailInformation>
    <premis:linkingAgentIdentifier><premis:linkingAgentIdentifierType>lokal</premis:linkingAgentIdentifierType><premis:linkingAgentIdentifierValue>${agent}</premis:linkingAgentIdentifierValue></premis:linkingAgentIdentifier>
    <premis:linkingObjectIdentifier><premis:linkingObjectIdentifierType>lokal</premis:linkingObjectIdentifierType><premis:linkingObjectIdentifierValue>${checkpoint}</premis:linkingObjectIdentifierValue></premis:linkingObjectIdentifier>
  </premis:event>`;
  }
}

function identifier(of: 'object' | 'event' | 'agent', value: string): string {
  return `<premis:${of}Identifier><premis:${of}IdentifierType>lokal</premis:${of}IdentifierType><premis:${of}IdentifierValue>${escapeXml(value)}</premis:${of}IdentifierValue></premis:${of}Identifier>`;
}
