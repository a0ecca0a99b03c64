-- Which attack sequences are there, with which signals and ATT&CK techniques?
--
-- One row for each signal of the newest version of each attack sequence, in the order of the sequence, the newest
-- sequence first. Read a sequence from its first signal down: that is the story of the attack. A signal of the type
-- FINDING names the ARN of a finding; finding_timeline takes the last part of it.
--
-- :days integer, default 90: How many whole days back, UTC.
-- :samples boolean, default false: Whether sample findings are shown too.
WITH sequences AS (
  SELECT
    account_id,
    region,
    finding_id,
    finding_type,
    title,
    severity_score,
    updated_at,
    sequence_uid,
    finding_json,
    row_number() OVER (
      PARTITION BY account_id, region, finding_id
      ORDER BY updated_at DESC, occurrences DESC NULLS LAST, version_hash DESC) AS place
  FROM findings
  WHERE sequence_uid IS NOT NULL
    AND updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT is_sample)
),
signals AS (
  SELECT
    sequences.*,
    signal.position,
    json_extract_scalar(signal.json, '$.uid') AS signal_uid,
    json_extract_scalar(signal.json, '$.type') AS signal_type,
    json_extract_scalar(signal.json, '$.name') AS signal_name,
    try_cast(json_extract_scalar(signal.json, '$.severity') AS double) AS signal_severity,
    CAST(json_extract(signal.json, '$.signalIndicators') AS json array) AS indicators
  FROM sequences
  CROSS JOIN UNNEST(CAST(json_extract(finding_json, '$.service.detection.sequence.signals') AS json array))
    WITH ORDINALITY AS signal (json, position)
  WHERE sequences.place = 1
),
attacks AS (
  SELECT
    signals.account_id,
    signals.region,
    signals.finding_id,
    signals.position,
    json_extract_scalar(indicator.json, '$.key') AS indicator_key,
    json_extract_scalar(value.json, '$') AS indicator_value
  FROM signals
  CROSS JOIN UNNEST(signals.indicators) AS indicator (json)
  CROSS JOIN UNNEST(CAST(json_extract(indicator.json, '$.values') AS json array)) AS value (json)
),
techniques AS (
  SELECT
    account_id,
    region,
    finding_id,
    position,
    array_agg(indicator_value ORDER BY indicator_value)
      FILTER (WHERE indicator_key = 'ATTACK_TACTIC') AS attack_tactics,
    array_agg(indicator_value ORDER BY indicator_value)
      FILTER (WHERE indicator_key = 'ATTACK_TECHNIQUE') AS attack_techniques
  FROM attacks
  GROUP BY account_id, region, finding_id, position
)
SELECT
  signals.updated_at,
  signals.severity_score,
  signals.finding_type,
  signals.title,
  signals.position AS signal_number,
  signals.signal_type,
  signals.signal_name,
  signals.signal_severity,
  techniques.attack_tactics,
  techniques.attack_techniques,
  signals.signal_uid,
  signals.account_id,
  accounts.name AS account_name,
  signals.region,
  signals.sequence_uid,
  signals.finding_id
FROM signals
LEFT JOIN techniques
  ON techniques.account_id = signals.account_id
  AND techniques.region = signals.region
  AND techniques.finding_id = signals.finding_id
  AND techniques.position = signals.position
LEFT JOIN accounts ON accounts.account_id = signals.account_id
ORDER BY signals.updated_at DESC, signals.account_id, signals.region, signals.finding_id, signals.position
