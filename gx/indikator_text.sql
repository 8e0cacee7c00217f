-- One row is one indicator that has values.
select * from marts.dim_indikator where har_utfall
