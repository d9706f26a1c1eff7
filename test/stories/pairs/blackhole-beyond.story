# Both captures hold the SYNs: what is silent lies behind the second.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN                     @syn
+1s     C > S  again @syn
+2s     C > S  again @syn
+4s     end
expect kind blackhole place "behind the farther capture point"
