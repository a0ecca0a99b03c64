-- Which access keys were used from a country they were not used from before?
--
-- One row for each access key and country that is new to it, the newest first, with the countries before. A key that
-- moves between countries in hours is likely stolen: disable it, then see about_principal. Only uses that led to a
-- finding are known here; CloudTrail has all of them.
--
-- :days integer, default 7: How many whole days back the first use from the new country may be, UTC.
-- :history integer, default 90: How many days further back to look for other countries.
-- :samples boolean, default false: Whether sample findings count too.
WITH uses AS (
  SELECT
    account_id,
    access_key_id,
    remote_country_code,
    max(remote_country_name) AS remote_country_name,
    max(user_name) AS user_name,
    min(updated_at) AS first_update,
    max(updated_at) AS last_update,
    max(severity_score) AS severity_score,
    count(DISTINCT region || '/' || finding_id) AS finding_count
  FROM findings
  WHERE access_key_id IS NOT NULL
    AND remote_country_code IS NOT NULL
    AND updated_at >= date_add('day', -(:days + :history), current_date)
    AND (:samples OR NOT is_sample)
  GROUP BY account_id, access_key_id, remote_country_code
)
SELECT
  new_use.first_update,
  new_use.last_update,
  new_use.access_key_id,
  max(new_use.user_name) AS user_name,
  new_use.remote_country_code AS new_country_code,
  max(new_use.remote_country_name) AS new_country_name,
  array_agg(old_use.remote_country_code ORDER BY old_use.remote_country_code) AS country_codes_before,
  max(old_use.last_update) AS last_update_before,
  max(new_use.severity_score) AS severity_score,
  max(new_use.finding_count) AS finding_count,
  new_use.account_id,
  max(accounts.name) AS account_name
FROM uses AS new_use
JOIN uses AS old_use
  ON old_use.account_id = new_use.account_id
  AND old_use.access_key_id = new_use.access_key_id
  AND old_use.first_update < new_use.first_update
LEFT JOIN accounts ON accounts.account_id = new_use.account_id
WHERE new_use.first_update >= date_add('day', -:days, current_date)
GROUP BY
  new_use.account_id,
  new_use.access_key_id,
  new_use.remote_country_code,
  new_use.first_update,
  new_use.last_update
ORDER BY new_use.first_update DESC, new_use.account_id, new_use.access_key_id, new_use.remote_country_code
