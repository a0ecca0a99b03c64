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
),
countries AS (
  SELECT
    uses.*,
    array_agg(remote_country_code) OVER earlier AS country_codes_before,
    max(last_update) OVER earlier AS last_update_before
  FROM uses
  WINDOW earlier AS (
    PARTITION BY account_id, access_key_id
    ORDER BY first_update
    GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT
  countries.first_update,
  countries.last_update,
  countries.access_key_id,
  countries.user_name,
  countries.remote_country_code AS new_country_code,
  countries.remote_country_name AS new_country_name,
  array_sort(countries.country_codes_before) AS country_codes_before,
  countries.last_update_before,
  countries.severity_score,
  countries.finding_count,
  countries.account_id,
  accounts.name AS account_name
FROM countries
LEFT JOIN accounts ON accounts.account_id = countries.account_id
WHERE countries.first_update >= date_add('day', -:days, current_date)
  AND countries.country_codes_before IS NOT NULL
ORDER BY
  countries.first_update DESC,
  countries.account_id,
  countries.access_key_id,
  countries.remote_country_code
