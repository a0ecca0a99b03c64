-- findings_latest, with what the organization calls the account.
SELECT
  latest.*,
  accounts.name AS account_name,
  accounts.ou_path AS account_ou_path,
  accounts.tags AS account_tags,
  accounts.state AS account_state
FROM ${database}findings_latest AS latest
LEFT JOIN ${database}accounts AS accounts ON accounts.account_id = latest.account_id
