-- What Trino, and so Athena, has and DuckDB lacks or means otherwise, so that one SQL text runs on both.
CREATE MACRO date_diff(unit, first_time, second_time) AS date_sub(unit, first_time, second_time);

CREATE MACRO date_add
  (a_date, a_time) AS a_date + a_time,
  (unit, number, a_time) AS a_time + number * CASE unit
    WHEN 'second' THEN INTERVAL 1 SECOND
    WHEN 'minute' THEN INTERVAL 1 MINUTE
    WHEN 'hour' THEN INTERVAL 1 HOUR
    WHEN 'day' THEN INTERVAL 1 DAY
    WHEN 'week' THEN INTERVAL 7 DAY
    WHEN 'month' THEN INTERVAL 1 MONTH
    WHEN 'year' THEN INTERVAL 1 YEAR
    ELSE error('date_add knows second, minute, hour, day, week, month and year, not ' || unit)
  END;

CREATE MACRO to_unixtime(a_time) AS epoch(a_time);

CREATE MACRO cardinality(list) AS len(list);

CREATE MACRO element_at(list, place) AS list[place];

CREATE MACRO array_join(list, separator) AS array_to_string(list, separator);

CREATE MACRO arrays_overlap(first_list, second_list) AS list_has_any(first_list, second_list);

CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern);

CREATE MACRO approx_distinct(value) AS approx_count_distinct(value);

-- A finding's line may hold what DuckDB does not take for JSON, such as half of a surrogate pair; that is null then.
CREATE MACRO json_extract(json, path) AS
  CASE WHEN json_valid(json) THEN json_extract_path(json, path) END;

CREATE MACRO json_extract_scalar(json, path) AS
  CASE
    WHEN NOT json_valid(json) OR json_type(json, path) IN ('OBJECT', 'ARRAY') THEN NULL
    ELSE json_extract_string(json, path)
  END;

CREATE MACRO json_format(json) AS CAST(json AS VARCHAR);

CREATE MACRO slice(list, start, length) AS list_slice(list, start, start + length - 1);
