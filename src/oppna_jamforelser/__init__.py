"""What dbt cannot do for the warehouse: reading deliveries, making example answers, publishing."""
