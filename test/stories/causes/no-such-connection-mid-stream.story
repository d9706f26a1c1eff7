# The capture begins long after the connection did; the first packet of all is answered with a reset.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:5432 ttl 50
+0      C > S  data 80                      @query
+26ms   S > C  RST                          @reset
expect @reset origin server cause no-such-connection trigger data @query effect closed
expect @reset silent ttl-shift not-accusing rst-form
expect no kind blackhole
