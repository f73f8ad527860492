-- The sums behind the cut-over report, asked of a register of two SIP lists (2025-09-15 and 2025-10-08) by somebody who
-- knows SQL and this register: what `npm run bench readiness-1m` measures the report against.

-- Open, attested and confirmed, by kommun, part, unit and class; SIP meetings inside the window.
SELECT kommun, part, unit, CASE WHEN close_proposed_on <= '2025-10-08' THEN 'close-not-current' ELSE class END,
  sum(class <> 'closed'),
  sum(class = 'closed' AND last_seen_on = '2025-10-08' AND status IS NOT 'closed'),
  sum(class = 'closed' AND (last_seen_on < '2025-10-08' OR status IS 'closed')),
  sum(class <> 'closed' AND meeting_on BETWEEN '2025-10-02' AND '2025-10-10')
FROM sip GROUP BY 1, 2, 3, 4;

-- Since the uttag before: new, resolved, persisting and reopened, by kommun.
WITH before AS (
  SELECT DISTINCT case_no FROM source_row JOIN source USING (source_no)
  WHERE kind = 'sip' AND exported_on = '2025-09-15' AND case_no IS NOT NULL
)
SELECT kommun,
  sum(class <> 'closed' AND before.case_no IS NULL),
  sum(class = 'closed' AND before.case_no IS NOT NULL),
  sum(class <> 'closed' AND before.case_no IS NOT NULL)
FROM sip LEFT JOIN before USING (case_no) GROUP BY 1;

-- The burndown: open in each uttag, by kommun as it was then.
SELECT coalesce(earlier.facts ->> '$.kommun', sip.kommun), count(DISTINCT source_row.case_no)
FROM source JOIN source_row USING (source_no) JOIN sip USING (case_no)
LEFT JOIN earlier_facts AS earlier
  ON sip.facts_on > '2025-09-15' AND earlier.kind = 'sip' AND earlier.case_no = sip.case_no
    AND earlier.facts_on <= '2025-09-15'
WHERE source.kind = 'sip' AND source.exported_on = '2025-09-15'
  AND coalesce(earlier.facts ->> '$.status', sip.status) IS NOT 'closed'
GROUP BY 1;
SELECT kommun, count(*) FROM sip WHERE last_seen_on = '2025-10-08' AND status IS NOT 'closed' GROUP BY 1;

-- The persons of step 1: everybody with an open SIP, by kommun.
SELECT kommun, count(*) FROM (
  SELECT person_key, min(case_no), kommun FROM sip WHERE class <> 'closed' AND person_key IS NOT NULL GROUP BY person_key
) GROUP BY 1;
